package bottega.training.dataset;

import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Unpacks an archive into numbered files, so that no name of the archive reaches the file system yet. */
final class Unpacker implements ArchiveReader.Sink {
    private final Intake intake;

    private Unpacker(Intake intake) {
        this.intake = intake;
    }

    /**
     * @param folder must be empty
     */
    static List<UnpackedFile> unpack(Path archive, Path folder, DataSetsConfig limits, Skips skips) {
        try {
            UnpackBudget budget = new UnpackBudget(limits, Files.size(archive));
            Unpacker unpacker = new Unpacker(new Intake(folder, budget.maxFileBytes(), skips));
            ArchiveReader.of(archive).read(archive, budget, unpacker);
            return unpacker.intake.files();
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
        Optional<Path> place = intake.place(path, size);
        if (place.isPresent()) {
            long written = write(content, place.get());
            if (written != size) {
                throw new IOException("the entry " + ArchiveProblems.shown(name) + " should have " + size
                        + " bytes and has " + written);
            }
            intake.add(path, place.get(), size);
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
