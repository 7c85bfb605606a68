package bottega.training.dataset;

import bottega.training.table.TableOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the files of a new data set come from. Their bytes go onto the disk and never into memory. */
sealed interface Source {
    /** Called once. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    /**
     * @param work for files on their way; those returned lie in it
     */
    List<UnpackedFile> files(Path work, DataSetsConfig limits, Skips skips) throws IOException;

    /** A zip, tar or tar.gz. */
    record Archive(Bytes bytes) implements Source {
        @Override
        public List<UnpackedFile> files(Path work, DataSetsConfig limits, Skips skips) throws IOException {
            Path archive = work.resolve("archive");
            copy(bytes, archive, limits);
            List<UnpackedFile> files =
                    Unpacker.unpack(archive, Files.createDirectory(work.resolve("unpacked")), limits, skips);
            Files.delete(archive);
            return files;
        }
    }

    /** A CSV file of numbers and labels. */
    record Table(Bytes bytes, TableOptions options) implements Source {
        static final String NAME = "table.csv";

        @Override
        public List<UnpackedFile> files(Path work, DataSetsConfig limits, Skips skips) throws IOException {
            Path table = work.resolve("table");
            long size = copy(bytes, table, limits);
            return List.of(new UnpackedFile(new EntryPath(List.of(NAME)), table, size));
        }
    }

    /** A folder on this machine, which stays as it is. */
    record Folder(Path folder) implements Source {
        @Override
        public List<UnpackedFile> files(Path work, DataSetsConfig limits, Skips skips) throws IOException {
            return FolderCopy.copy(folder, Files.createDirectory(work.resolve("unpacked")), limits, skips);
        }
    }

    private static long copy(Bytes bytes, Path file, DataSetsConfig limits) throws IOException {
        long limit = limits.maxArchiveSize().asLongValue();
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        try (InputStream in = bytes.open();
                OutputStream out = Files.newOutputStream(file)) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                copied += count;
                if (copied > limit) {
                    throw ArchiveProblems.archiveTooLarge(limit, "more than " + limit + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
        return copied;
    }
}
