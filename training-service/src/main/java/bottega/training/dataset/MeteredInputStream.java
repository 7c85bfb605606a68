package bottega.training.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts every byte against the budget, and bounds what may be read between two calls of {@link #allow}: headers of an
 * archive are read into memory, so they have a bound of their own.
 */
final class MeteredInputStream extends FilterInputStream {
    private final UnpackBudget budget;
    private long allowed;

    MeteredInputStream(InputStream in, UnpackBudget budget) {
        super(in);
        this.budget = budget;
    }

    void allow(long bytes) {
        allowed = bytes;
    }

    private void count(long bytes) throws IOException {
        if (bytes > 0) {
            budget.addBytes(bytes);
            allowed -= bytes;
            if (allowed < 0) {
                throw new IOException("an entry's header is longer than any honest one");
            }
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(count);
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long count = super.skip(bytes);
        count(count);
        return count;
    }
}
