package bottega.training.dataset;

import java.nio.file.Path;

/** A file of an archive, lying under a number of ours. */
record UnpackedFile(EntryPath path, Path file, long size) {
    UnpackedFile withPath(EntryPath other) {
        return new UnpackedFile(other, file, size);
    }
}
