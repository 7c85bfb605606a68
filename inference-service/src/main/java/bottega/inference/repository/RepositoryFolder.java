package bottega.inference.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's folder at one moment. */
final class RepositoryFolder {
    static final String MODEL_FILE = "model.onnx";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private final Path root;

    RepositoryFolder(Path root) {
        this.root = root;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Path file(String model, long version) {
        return root.resolve(model).resolve(Long.toString(version)).resolve(MODEL_FILE);
    }

    /**
     * Models that have a version at all, with their versions ascending. Names that are no model names (among them
     * {@code .staging}) and folders that are no positive integers are not part of the layout.
     *
     * @throws IOException when the folder is there and cannot be read; then nothing is known, not even that models are
     *     gone
     */
    Map<String, NavigableMap<Long, Fingerprint>> read() throws IOException {
        Map<String, NavigableMap<Long, Fingerprint>> models = new TreeMap<>();
        for (Path folder : folders(root)) {
            String name = folder.getFileName().toString();
            if (isName(name)) {
                NavigableMap<Long, Fingerprint> versions = versions(folder);
                if (!versions.isEmpty()) {
                    models.put(name, versions);
                }
            }
        }
        return models;
    }

    private static NavigableMap<Long, Fingerprint> versions(Path model) throws IOException {
        NavigableMap<Long, Fingerprint> versions = new TreeMap<>();
        for (Path folder : folders(model)) {
            String version = folder.getFileName().toString();
            if (VERSION.matcher(version).matches()) {
                try {
                    versions.put(Long.valueOf(version), Fingerprint.of(folder));
                } catch (NoSuchFileException e) {
                    // removed since it was listed
                }
            }
        }
        return versions;
    }

    private static Iterable<Path> folders(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException e) {
            return java.util.List.of();
        }
    }
}
