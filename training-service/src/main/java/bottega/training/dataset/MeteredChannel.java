package bottega.training.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bounds what may be read between two calls of {@link #allow}, for a reader that keeps it all in memory. */
final class MeteredChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private long allowed;

    MeteredChannel(SeekableByteChannel channel) {
        this.channel = channel;
    }

    void allow(long bytes) {
        allowed = bytes;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = channel.read(target);
        allowed -= Math.max(count, 0);
        if (allowed < 0) {
            throw new IOException("the directory is longer than any honest one");
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        throw new IOException("read only");
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
