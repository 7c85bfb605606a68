package bottega.training.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Bounds what may be read between two calls of {@link #allow}, for a reader that keeps it all in memory. */
final class MeteredReader extends FilterReader {
    /** Of those who read through a buffer. */
    private static final int READ_AHEAD = 1 << 14;

    private long allowed;

    MeteredReader(Reader in, long characters) {
        super(in);
        allow(characters);
    }

    void allow(long characters) {
        allowed = characters + READ_AHEAD;
    }

    private void count(long characters) throws IOException {
        allowed -= Math.max(characters, 0);
        if (allowed < 0) {
            throw new IOException("a row is longer than any honest one");
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(char[] characters, int offset, int length) throws IOException {
        int count = super.read(characters, offset, length);
        count(count);
        return count;
    }
}
