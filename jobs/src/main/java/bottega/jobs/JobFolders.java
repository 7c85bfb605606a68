package bottega.jobs;

import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The folders of jobs. One is filled under a hidden name and then renamed; it carries a mark until its row is there, so
 * that after a crash in between it is known as a leftover.
 */
final class JobFolders {
    private static final Logger LOG = Logger.getLogger(JobFolders.class);
    private static final String STAGING = ".staging-";
    private static final String MARK = ".submitting";
    private static final String TEMPORARY = ".attempt-";
    /** Another replica may be at it; in an embedded database's folder there is none. */
    private static final Duration SHARED_LEFTOVER_AGE = Duration.ofHours(1);

    private final Path root;

    JobFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for jobs cannot be made", e);
        }
    }

    Path root() {
        return root;
    }

    Path folder(String id) {
        return root.resolve(id);
    }

    void create(String id, ThrowingConsumer<Path> inputs) {
        Path staging = root.resolve(STAGING + id);
        try {
            Files.createDirectory(staging);
            inputs.accept(staging);
            Files.createFile(staging.resolve(MARK));
            try (Stream<Path> files = Files.walk(staging)) {
                for (Path file : files.toList()) {
                    force(file);
                }
            }
            Files.move(staging, folder(id), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        } catch (ProblemException e) {
            delete(staging);
            throw e;
        } catch (IOException e) {
            delete(staging);
            throw new UncheckedIOException("The inputs of a job cannot be written", e);
        } catch (Exception e) {
            delete(staging);
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    /** The row is there: the folder is a job's. */
    void confirm(String id) {
        try {
            Files.deleteIfExists(folder(id).resolve(MARK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what submissions that a crash cut off left behind. */
    void clean(Predicate<String> hasRow, boolean shared) {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                boolean marked = Files.exists(entry.resolve(MARK));
                if (marked && hasRow.test(name)) {
                    confirm(name);
                } else if ((marked || name.startsWith(STAGING)) && (!shared || isOld(entry))) {
                    LOG.infof("Removing %s, left behind by a submission that was cut off", entry);
                    delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for jobs cannot be cleaned", e);
        }
    }

    private static boolean isOld(Path entry) throws IOException {
        return Files.getLastModifiedTime(entry)
                .toInstant()
                .isBefore(Instant.now().minus(SHARED_LEFTOVER_AGE));
    }

    /** Where an attempt writes a file before it is renamed to {@code target}; keeps the ending. */
    static Path temporary(Path target, int attempt) {
        return target.resolveSibling(TEMPORARY + attempt + "-" + target.getFileName());
    }

    /** Removes the half-written files of attempts that died. */
    void cleanAttempts(String id) {
        try (Stream<Path> files = Files.walk(folder(id))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(TEMPORARY))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of job " + id + " cannot be cleaned", e);
        }
    }

    /** Onto the disk: a file's bytes, or a folder's entries where the system can do that. */
    static void force(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                LOG.debugf(e, "%s cannot be forced onto the disk", path);
            }
        } else {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf(e, "%s cannot be removed", folder);
        }
    }
}
