package bottega.training.dataset;

import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.image.ImageDecoder;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The data sets under {@code BOTTEGA_HOME/datasets}, one folder each, with {@code dataset.json}, its
 * pictures and, where their places do not tell everything, {@code examples.jsonl}. One is prepared under a hidden name and renamed, so it is there whole or not at all.
 */
@ApplicationScoped
public class DataSets {
    private static final Logger LOG = Logger.getLogger(DataSets.class);
    private static final String HIDDEN = ".";
    private static final String LOCK = "lock";
    /** In the folder of all data sets; stays there. */
    private static final String VERSIONS_LOCK = ".versions.lock";

    private static final String DESCRIPTION = "dataset.json";
    private static final String ID = "[0-9a-z]{26}";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_LISTED = 1000;

    private final DataSetsConfig config;
    private final ObjectMapper json;
    private final Path root;
    private final DataSetBuilder builder;
    private final Semaphore uploads;
    /** A file lock is held by the process, not by one of its threads. */
    private final ReentrantLock storing = new ReentrantLock();

    @Inject
    DataSets(DataSetsConfig config, ObjectMapper json, ImageDecoder decoder) {
        this.config = config;
        this.json = json;
        root = config.folder().toAbsolutePath().normalize();
        uploads = new Semaphore(config.maxUploadsAtOnce());
        builder = new DataSetBuilder(config, new PictureCheck(decoder));
    }

    /** Removes what uploads and deletions that were cut off left behind; another replica's running upload holds a lock. */
    void clean(@Observes StartupEvent event) throws IOException {
        Files.createDirectories(root);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.filter(DataSets::isHidden).toList()) {
                if (!isLocked(entry.resolve(LOCK))) {
                    LOG.infof("Removing %s, left behind by an upload or a deletion that was cut off", entry);
                    delete(entry);
                }
            }
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static boolean isHidden(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(HIDDEN) && !name.equals(VERSIONS_LOCK);
    }

    public Optional<DataSet> find(String id) {
        return id.matches(ID) ? read(root.resolve(id)) : Optional.empty();
    }

    /** Like {@link #find}, but an unknown id is a problem of status 404. */
    public DataSet require(String id) {
        return find(id).orElseThrow(
                        () -> Problem.of(404, "unknown-data-set", "Unknown data set", "There is no such data set.")
                                .at("id")
                                .expected("the id that the data set's 201 answer gave")
                                .received(ArchiveProblems.shown(id))
                                .remedy("GET /datasets lists them.")
                                .exception());
    }

    /**
     * @param limit 1 to 1000
     * @param after id of the last data set of the page before, null for the first page
     * @return newest first
     */
    List<DataSet> list(int limit, String after) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw Problem.of(400, "invalid-parameter", "Invalid parameter", "The page size is out of range.")
                    .at("limit")
                    .expected("1 to " + MOST_LISTED)
                    .received(limit)
                    .exception();
        }
        return ids().filter(id -> after == null || id.compareTo(after) < 0)
                .limit(limit)
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Newest first. */
    private Stream<String> ids() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(ID))
                    .sorted(Comparator.reverseOrder())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The data sets cannot be listed", e);
        }
    }

    private Optional<DataSet> read(Path folder) {
        try {
            byte[] description = Files.readAllBytes(folder.resolve(DESCRIPTION));
            return Optional.of(new DataSet(json.readValue(description, DataSetDescription.class), folder));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // perhaps deleted since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException("The data set " + folder.getFileName() + " cannot be read", e);
        }
    }

    /**
     * @param isNew otherwise one of the same name and content was there already, and nothing was stored
     */
    record Stored(DataSet dataSet, boolean isNew) {}

    /**
     * Stores what another part of the service made, once.
     *
     * @param archive with a folder of pictures for each class
     */
    public DataSet createFrom(String name, byte[] archive) {
        return create(name, DataSetKind.PICTURES, new Source.Archive(() -> new ByteArrayInputStream(archive)))
                .dataSet();
    }

    /**
     * @param kind null to be told from the files
     */
    Stored create(String name, DataSetKind kind, Source source) {
        requireName(name);
        if (!uploads.tryAcquire()) {
            throw Problem.of(503, "busy", "Busy", "As many data sets as fit are being uploaded.")
                    .expected("at most " + config.maxUploadsAtOnce() + " uploads at once")
                    .received("one more")
                    .remedy("Try again when one of them is done, or raise bottega.datasets.max-uploads-at-once.")
                    .exception();
        }
        try {
            return prepare(name, kind, source);
        } finally {
            uploads.release();
        }
    }

    private Stored prepare(String name, DataSetKind kind, Source source) {
        String id = UlidCreator.getMonotonicUlid().toLowerCase();
        Path work = root.resolve(HIDDEN + "staging-" + id);
        try {
            Files.createDirectory(work);
            try (FileChannel channel = FileChannel.open(
                            work.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return build(id, name, kind, source, work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data set cannot be stored", e);
        } finally {
            delete(work);
        }
    }

    private Stored build(String id, String name, DataSetKind kind, Source source, Path work) throws IOException {
        Path target = work.resolve("dataset");
        DataSetDescription description = builder.build(id, name, kind, source, work, target);
        storing.lock();
        try (FileChannel channel = FileChannel.open(
                        root.resolve(VERSIONS_LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return store(description, target);
        } finally {
            storing.unlock();
        }
    }

    /** One at a time, also among replicas: two uploads of one name are not to become the same version. */
    private Stored store(DataSetDescription description, Path target) throws IOException {
        List<DataSet> namesakes = ids().map(this::find)
                .flatMap(Optional::stream)
                .filter(each -> each.description().name().equals(description.name()))
                .toList();
        for (DataSet each : namesakes) {
            if (each.description().hash().equals(description.hash())) {
                return new Stored(each, false);
            }
        }
        int last = namesakes.stream()
                .mapToInt(each -> each.description().version())
                .max()
                .orElse(0);
        DataSetDescription numbered = description.withVersion(last + 1);
        json.writerWithDefaultPrettyPrinter()
                .writeValue(target.resolve(DESCRIPTION).toFile(), numbered);
        Path place = root.resolve(numbered.id());
        Files.move(target, place, StandardCopyOption.ATOMIC_MOVE);
        return new Stored(new DataSet(numbered, place), true);
    }

    private static void requireName(String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw badName(name == null ? "nothing" : name.length() + " characters");
        }
        if (name.codePoints().anyMatch(ArchiveProblems::isControl)) {
            throw badName(ArchiveProblems.shown(name));
        }
    }

    private static ProblemException badName(String received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "A data set needs a name.")
                .at("name")
                .expected("1 to " + LONGEST_NAME + " characters, none of them a control character")
                .received(received)
                .remedy("POST /datasets?name=coins")
                .exception();
    }

    /** Vanishes at once, then its files are removed. */
    void delete(String id) {
        DataSet dataSet = require(id);
        Path hidden = root.resolve(HIDDEN + "deleted-" + id);
        try {
            Files.move(dataSet.folder(), hidden, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The data set " + id + " cannot be deleted", e);
        }
        delete(hidden);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warnf(e, "%s cannot be removed; the next start tries again", folder);
        }
    }
}
