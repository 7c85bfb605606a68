package bottega.inference.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tells one state of a version's files from another without reading them: names, sizes, times and inodes. The model's
 * card is for people to read, and to correct without the model being loaded again.
 */
record Fingerprint(List<Stamp> files) {
    record Stamp(String name, long size, long modifiedNanos, String inode) {}

    private static final Set<String> CARD = Set.of("README.md", "card.json");

    /** Enough for a model with external data; a folder that holds more is not walked to its end. */
    private static final int MOST_FILES = 1000;

    static Fingerprint of(Path folder) throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.limit(MOST_FILES).sorted().toList()) {
                if (!CARD.contains(file.getFileName().toString())) {
                    stamp(file, stamps);
                }
            }
        }
        return new Fingerprint(List.copyOf(stamps));
    }

    private static void stamp(Path file, List<Stamp> stamps) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.add(new Stamp(
                    file.getFileName().toString(),
                    attributes.size(),
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    String.valueOf(attributes.fileKey())));
        } catch (NoSuchFileException e) {
            // gone since it was listed: the fingerprint without it is the true one
        }
    }
}
