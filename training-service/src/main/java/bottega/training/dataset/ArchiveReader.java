package bottega.training.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Walks through the plain files of an archive, whatever its format, which is told from its content. */
sealed interface ArchiveReader permits ZipReader, TarReader {
    int TAR_BLOCK = 512;

    /** Takes the files one after the other. */
    interface Sink {
        /**
         * @param name as the archive has it, unchecked
         * @param size as the archive says
         * @param content the file's bytes; need not be read to the end
         * @throws IOException reading {@code content} failed; failures to write must be unchecked
         */
        void file(String name, long size, InputStream content) throws IOException;
    }

    /** Throws problems for entries that are no plain files or folders, and for whatever is beyond the budget. */
    void read(Path archive, UnpackBudget budget, Sink sink) throws IOException;

    static ArchiveReader of(Path archive) throws IOException {
        byte[] head = head(archive);
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
            return new ZipReader();
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            return new TarReader(true);
        }
        if (isTar(head)) {
            return new TarReader(false);
        }
        throw ArchiveProblems.notAnArchive(describe(head));
    }

    private static boolean isTar(byte[] head) {
        try {
            return head.length == TAR_BLOCK && TarUtils.verifyCheckSum(head);
        } catch (IllegalArgumentException e) {
            return false; // where the sum should stand are no digits
        }
    }

    private static byte[] head(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return in.readNBytes(TAR_BLOCK);
        }
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static String describe(byte[] head) {
        if (head.length == 0) {
            return "an empty body";
        }
        if (startsWith(head, 'R', 'a', 'r', '!')) {
            return "a RAR archive";
        }
        if (startsWith(head, '7', 'z', 0xbc, 0xaf)) {
            return "a 7z archive";
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)
                || startsWith(head, 0xfd, '7', 'z')
                || startsWith(head, 'B', 'Z', 'h')) {
            return "a file compressed otherwise than with gzip";
        }
        StringBuilder bytes = new StringBuilder("content that begins with the bytes");
        for (byte b : Arrays.copyOf(head, Math.min(head.length, 8))) {
            bytes.append(String.format(" %02x", b));
        }
        return bytes.toString();
    }

    /** The bytes of a tar file. */
    static InputStream open(Path archive, boolean gzip) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        try {
            return gzip
                    ? GzipCompressorInputStream.builder()
                            .setInputStream(file)
                            .setDecompressConcatenated(true)
                            .get()
                    : file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
