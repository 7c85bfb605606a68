package bottega.training.table;

import java.io.IOException;
import java.io.Reader;

/** Breaks off within a record that is too long, before a parser has gathered it. */
final class LimitedLines extends Reader {
    static final int LONGEST = 1 << 20;

    private final Reader reader;
    private long since;

    LimitedLines(Reader reader) {
        this.reader = reader;
    }

    /** A record was read to its end. */
    void next() {
        since = 0;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int count = reader.read(buffer, from, Math.min(length, 1 << 13));
        since += Math.max(count, 0);
        if (since > LONGEST) {
            throw new IOException("a record of more than " + LONGEST + " characters");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
