package bottega.networks.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all. */
final class NewFile {
    private NewFile() {}

    @FunctionalInterface
    interface Writer {
        void write(Path part) throws IOException;
    }

    /**
     * @param writer writes, and checks, a file that is not there yet, on the same disk; when it throws, nothing stays
     */
    static void write(Path file, Writer writer) throws IOException {
        temporary(file, part -> {
            writer.write(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    /** Of the file that {@code user} writes nothing stays. */
    static void temporary(Path beside, Writer user) throws IOException {
        Path folder = Files.createTempDirectory(beside.toAbsolutePath().getParent(), ".export-");
        Path part = folder.resolve("part.onnx");
        try {
            user.write(part);
        } finally {
            Files.deleteIfExists(part);
            Files.delete(folder);
        }
    }
}
