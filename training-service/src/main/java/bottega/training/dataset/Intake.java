package bottega.training.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gives the files of a data set on their way numbers, so that no name that was sent reaches the file system yet. */
final class Intake {
    private static final int LONGEST_NAME = 200;
    /** By most file systems. */
    private static final int MOST_NAME_BYTES = 255;

    private final Path folder;
    private final long maxFileBytes;
    private final Skips skips;
    private final List<UnpackedFile> files = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /**
     * @param folder must be empty
     */
    Intake(Path folder, long maxFileBytes, Skips skips) {
        this.folder = folder;
        this.maxFileBytes = maxFileBytes;
        this.skips = skips;
    }

    /** Where a file is to be written before it is {@link #add added}; empty for one that is skipped. */
    Optional<Path> place(EntryPath path, long size) {
        if (path.fileName().length() > LONGEST_NAME
                || path.fileName().getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            skips.add(
                    path.toString(),
                    "Its name is longer than " + LONGEST_NAME + " characters, or than " + MOST_NAME_BYTES
                            + " bytes in UTF-8.");
            return Optional.empty();
        }
        if (size > maxFileBytes) {
            skips.add(path.toString(), "It has " + size + " bytes, the limit is " + maxFileBytes + ".");
            return Optional.empty();
        }
        if (!seen.add(path.toString().toLowerCase(Locale.ROOT))) {
            skips.add(path.toString(), "Another file has the same name, or one that differs only in case.");
            return Optional.empty();
        }
        return Optional.of(folder.resolve(Integer.toString(files.size())));
    }

    void add(EntryPath path, Path file, long size) {
        files.add(new UnpackedFile(path, file, size));
    }

    List<UnpackedFile> files() {
        return files;
    }
}
