package bottega.deploy.packaged;

import bottega.deploy.demo.Serving;
import bottega.deploy.demo.Styling;
import bottega.deploy.demo.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** The three packaged services with a BOTTEGA_HOME of their own. When a test fails their logs are printed. */
public final class Workshop implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final int LOG_LINES = 150;

    private Path home;
    private PackagedService training;
    private PackagedService inference;
    private PackagedService style;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        home = Files.createTempDirectory("bottega-it");
        training = new PackagedService("training-service", home);
        inference = new PackagedService("inference-service", home);
        style = new PackagedService("style-service", home);
        try {
            for (PackagedService service : services()) {
                service.start();
            }
            for (PackagedService service : services()) {
                service.awaitReady();
            }
        } catch (Exception | AssertionError e) {
            afterAll(context);
            throw e;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (PackagedService service : services()) {
            service.end();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        for (PackagedService service : services()) {
            List<String> lines = service.log().lines().toList();
            System.err.println("---- " + service + ", when " + context.getDisplayName() + " failed");
            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).forEach(System.err::println);
        }
    }

    public Path home() {
        return home;
    }

    public PackagedService trainingService() {
        return training;
    }

    public PackagedService inferenceService() {
        return inference;
    }

    public PackagedService styleService() {
        return style;
    }

    public Training training() {
        return new Training(training.rest());
    }

    public Serving serving() {
        return new Serving(inference.rest());
    }

    public Styling styling() {
        return new Styling(style.rest());
    }

    /** Names of what lies in a folder of BOTTEGA_HOME; none when there is no such folder. */
    public List<String> namesIn(String... folder) throws IOException {
        Path path = home;
        for (String name : folder) {
            path = path.resolve(name);
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<PackagedService> services() {
        return List.of(training, inference, style);
    }
}
