package bottega.training.dataset;

import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Unpacks an archive into numbered files, so that no name of the archive reaches the file system yet. */
final class Unpacker implements ArchiveReader.Sink {
    private static final int LONGEST_NAME = 200;
    /** By most file systems. */
    private static final int MOST_NAME_BYTES = 255;

    private final Path folder;
    private final UnpackBudget budget;
    private final Skips skips;
    private final List<UnpackedFile> files = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Unpacker(Path folder, UnpackBudget budget, Skips skips) {
        this.folder = folder;
        this.budget = budget;
        this.skips = skips;
    }

    /**
     * @param folder must be empty
     */
    static List<UnpackedFile> unpack(Path archive, Path folder, DataSetsConfig limits, Skips skips) {
        try {
            UnpackBudget budget = new UnpackBudget(limits, Files.size(archive));
            Unpacker unpacker = new Unpacker(folder, budget, skips);
            ArchiveReader.of(archive).read(archive, budget, unpacker);
            return unpacker.files;
        } catch (ProblemException | UncheckedIOException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the library answers to damaged archives with whatever its code runs into
            throw ArchiveProblems.damaged(e);
        }
    }

    @Override
    public void file(String name, long size, InputStream content) throws IOException {
        Optional<EntryPath> checked = EntryPath.of(name);
        if (checked.isEmpty()) {
            return;
        }
        EntryPath path = checked.get();
        if (path.fileName().length() > LONGEST_NAME
                || path.fileName().getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            skips.add(
                    path.toString(),
                    "Its name is longer than " + LONGEST_NAME + " characters, or than " + MOST_NAME_BYTES
                            + " bytes in UTF-8.");
        } else if (size > budget.maxFileBytes()) {
            skips.add(path.toString(), "It has " + size + " bytes, the limit is " + budget.maxFileBytes() + ".");
        } else if (!seen.add(path.toString().toLowerCase(Locale.ROOT))) {
            skips.add(path.toString(), "Another file has the same name, or one that differs only in case.");
        } else {
            Path file = folder.resolve(Integer.toString(files.size()));
            long written = write(content, file);
            if (written != size) {
                throw new IOException("the entry " + ArchiveProblems.shown(name) + " should have " + size
                        + " bytes and has " + written);
            }
            files.add(new UnpackedFile(path, file, size));
        }
    }

    /** Failures to read stay checked, failures to write do not: only the former are the archive's fault. */
    private static long write(InputStream content, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        OutputStream out = open(file);
        try {
            int count;
            while ((count = content.read(buffer)) >= 0) {
                write(out, buffer, count);
                written += count;
            }
        } finally {
            close(out);
        }
        return written;
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static void write(OutputStream out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static void close(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static UncheckedIOException cannotWrite(IOException e) {
        return new UncheckedIOException("An unpacked file cannot be written", e);
    }
}
