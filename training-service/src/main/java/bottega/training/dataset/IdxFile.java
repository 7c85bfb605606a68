package bottega.training.dataset;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file in the format of MNIST, of unsigned bytes, gzipped or not: two zero bytes, the type {@code 0x08}, the number of
 * dimensions, each dimension as int32 (big-endian), then the values, last dimension fastest. See <a
 * href="https://yann.lecun.org/exdb/mnist/">the MNIST database</a>.
 */
final class IdxFile implements AutoCloseable {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP = 0x1f8b;

    private final String name;
    private final DataInputStream in;

    private IdxFile(String name, DataInputStream in) {
        this.name = name;
        this.in = in;
    }

    static IdxFile open(UnpackedFile file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file.file()), 1 << 16);
        String name = file.path().toString();
        try {
            bytes.mark(2);
            boolean gzip = (bytes.read() << 8 | bytes.read()) == GZIP;
            bytes.reset();
            return new IdxFile(
                    name,
                    new DataInputStream(
                            gzip ? new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16) : bytes));
        } catch (EOFException | ZipException e) {
            bytes.close();
            throw bad(name, "an intact gzip file", "one that is damaged: " + e.getMessage());
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Reads the header; none of it is believed yet. */
    int[] dimensions(int expected) throws IOException {
        try {
            int magic = in.readInt();
            int right = UNSIGNED_BYTE << 8 | expected;
            if (magic != right) {
                throw bad(
                        name,
                        String.format("the first bytes %08x: unsigned bytes in %d dimensions", right, expected),
                        String.format("%08x", magic));
            }
            int[] dimensions = new int[expected];
            for (int i = 0; i < expected; i++) {
                dimensions[i] = in.readInt();
                if (dimensions[i] < 1) {
                    throw bad(name, "dimensions of at least 1", Integer.toUnsignedString(dimensions[i]));
                }
            }
            return dimensions;
        } catch (EOFException | ZipException e) {
            throw truncated("a header of " + (4 + 4 * expected) + " bytes", e);
        }
    }

    /** @param values filled whole */
    void read(byte[] values, String what) throws IOException {
        try {
            in.readFully(values);
        } catch (EOFException | ZipException e) {
            throw truncated(what, e);
        }
    }

    void requireEnd() throws IOException {
        try {
            if (in.read() >= 0) {
                throw bad(name, "as many values as its dimensions say", "more");
            }
        } catch (EOFException | ZipException e) {
            throw truncated("an end", e);
        }
    }

    private ProblemException truncated(String what, IOException e) {
        return bad(
                name,
                what,
                e instanceof EOFException ? "a file that ends before" : "a damaged gzip file: " + e.getMessage());
    }

    static ProblemException bad(String name, String expected, String received) {
        return Problem.of(
                        422,
                        "bad-idx-file",
                        "Bad IDX file",
                        "A file is not what its name says: images or labels as MNIST has them.")
                .at(ArchiveProblems.shown(name))
                .expected(expected)
                .received(received)
                .remedy(
                        "Fetch or write the file again; images-idx3-ubyte and labels-idx1-ubyte of one name belong together.")
                .exception();
    }

    static ProblemException tooLarge(String name, String expected, String received, String setting) {
        return Problem.of(413, "idx-file-too-large", "IDX file too large", "The file has more than is taken.")
                .at(ArchiveProblems.shown(name))
                .expected(expected)
                .received(received)
                .remedy("Divide the file, or raise bottega.datasets." + setting + ".")
                .exception();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
