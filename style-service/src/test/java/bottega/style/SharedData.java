package bottega.style;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data that stands beside the checkout; tests that need it skip visibly where it is missing. */
public final class SharedData {
    private SharedData() {}

    public static Path require(String relative) {
        String configured = System.getProperty("BOTTEGA_SHARED_DATA", System.getenv("BOTTEGA_SHARED_DATA"));
        Path root = configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured);
        Path file = root.resolve(relative);
        assumeTrue(Files.exists(file), "skipped: needs the shared data " + relative);
        return file;
    }
}
