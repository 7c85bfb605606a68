package bottega.training.dataset;

import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Copies a folder's files, so that what happens to them afterwards does not reach the data set. Links are not followed; they,
 * and files that cannot be read or have names that no archive may have, are skipped.
 */
final class FolderCopy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final UnpackBudget budget;
    private final Intake intake;
    private final Skips skips;

    private FolderCopy(Path from, UnpackBudget budget, Intake intake, Skips skips) {
        this.from = from;
        this.budget = budget;
        this.intake = intake;
        this.skips = skips;
    }

    /**
     * @param to must be empty
     */
    static List<UnpackedFile> copy(Path from, Path to, DataSetsConfig limits, Skips skips) throws IOException {
        var budget = new UnpackBudget(limits, Long.MAX_VALUE); // what lies unpacked is no bomb
        var intake = new Intake(to, budget.maxFileBytes(), skips);
        Files.walkFileTree(from, new FolderCopy(from, budget, intake, skips));
        return intake.files();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(from)) {
            return FileVisitResult.CONTINUE;
        }
        budget.addEntry();
        return path(folder).isPresent() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        budget.addEntry();
        Optional<EntryPath> path = path(file);
        if (path.isEmpty()) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            skips.add(path.get().toString(), attributes.isSymbolicLink() ? "It is a link." : "It is no plain file.");
            return FileVisitResult.CONTINUE;
        }
        Optional<Path> place = intake.place(path.get(), attributes.size());
        if (place.isPresent()) {
            budget.addBytes(attributes.size());
            copy(file, path.get(), place.get());
        }
        return FileVisitResult.CONTINUE;
    }

    private void copy(Path file, EntryPath path, Path place) throws IOException {
        try {
            Files.copy(file, place, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException | NoSuchFileException e) {
            skips.add(path.toString(), "It cannot be read.");
            return;
        }
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " changed while it was copied");
        }
        intake.add(path, place, Files.size(place));
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        path(file).ifPresent(path -> skips.add(path.toString(), "It cannot be read."));
        return FileVisitResult.CONTINUE;
    }

    /** Empty for what file managers add, and for names that are skipped. */
    private Optional<EntryPath> path(Path file) {
        String name = from.relativize(file).toString();
        try {
            return EntryPath.of(name);
        } catch (ProblemException e) {
            skips.add(name, "Its name is not taken: " + e.problem().received() + ".");
            return Optional.empty();
        }
    }
}
