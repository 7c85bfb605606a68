package bottega.training.dataset;

import bottega.common.dataset.ImportEntry;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.training.table.TableOptions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Folders and archives that were laid under {@code BOTTEGA_HOME/imports}. They are read and never changed. */
@ApplicationScoped
class Imports {
    private static final int MOST_LISTED = 1000;

    private final Path root;

    @Inject
    Imports(DataSetsConfig config) {
        root = config.imports().toAbsolutePath().normalize();
    }

    void prepare(@Observes StartupEvent event) throws IOException {
        Files.createDirectories(root);
    }

    /**
     * @param limit 1 to 1000
     * @param after the last of the page before, null for the first page
     * @return sorted by name, without links and what begins with a dot
     */
    List<ImportEntry> list(int limit, String after) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw Problem.of(400, "invalid-parameter", "Invalid parameter", "The page size is out of range.")
                    .at("limit")
                    .expected("1 to " + MOST_LISTED)
                    .received(limit)
                    .exception();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                            || Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && (after == null || name.compareTo(after) > 0))
                    .sorted()
                    .limit(limit)
                    .map(this::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The imports cannot be listed", e);
        }
    }

    private ImportEntry entry(String name) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(root.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new ImportEntry(
                    name,
                    file.isDirectory() ? ImportEntry.Type.FOLDER : ImportEntry.Type.FILE,
                    file.isDirectory() ? null : file.size(),
                    file.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (IOException e) {
            throw new UncheckedIOException("The imports cannot be listed", e);
        }
    }

    /**
     * @throws ProblemException 400 for a path that leads elsewhere or over a link, 404 where there is nothing
     */
    Source source(String folder) {
        Path path = path(folder);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Source.Folder(path);
        }
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                ? new Source.Table(() -> Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), TableOptions.NONE)
                : new Source.Archive(() -> Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** The last part of a path, without an archive's or a table's ending. */
    static String name(String folder) {
        String path = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("(?i)\\.(zip|tar|tar\\.gz|tgz|csv)$", "");
    }

    private Path path(String folder) {
        if (folder == null || folder.isBlank()) {
            throw unsafe("nothing");
        }
        Path place = root;
        for (String part : (folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw unsafe(folder);
            }
            try {
                place = place.resolve(part);
            } catch (InvalidPathException e) {
                throw unsafe(folder);
            }
            if (Files.isSymbolicLink(place)) {
                throw unsafe("a link: " + folder);
            }
        }
        if (!place.startsWith(root)) {
            throw unsafe(folder);
        }
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw Problem.of(404, "unknown-import", "Unknown import", "There is no such folder or file to import.")
                    .at("/folder")
                    .expected("what GET /datasets/imports lists, or a path in it")
                    .received(ArchiveProblems.shown(folder))
                    .remedy("Copy it into BOTTEGA_HOME/imports first.")
                    .exception();
        }
        return place;
    }

    private static ProblemException unsafe(String received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The path does not stay under the imports.")
                .at("/folder")
                .expected("a path relative to BOTTEGA_HOME/imports, without links, '.' and '..'")
                .received(ArchiveProblems.shown(received))
                .remedy("Copy the folder itself into BOTTEGA_HOME/imports.")
                .exception();
    }
}
