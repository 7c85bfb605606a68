package bottega.inference;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Publishes into the repository that the service under test reads, as the training service does. */
public final class TestRepository {
    private static final Path MODELS = Path.of("target/test-home/models");
    private static final Set<String> SERVED = ConcurrentHashMap.newKeySet();
    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private TestRepository() {}

    public static Path folder(String model) {
        return MODELS.resolve(model);
    }

    /** A version appears whole: it is written beside and renamed. */
    public static void publish(String model, long version, byte[] file) {
        try {
            Path staged =
                    folder(model).resolve(".staging").resolve(UUID.randomUUID().toString());
            Files.createDirectories(staged);
            Files.write(staged.resolve("model.onnx"), file);
            Files.move(staged, folder(model).resolve(Long.toString(version)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes a first version and waits until it serves; what an earlier test run left is removed. */
    public static void serve(String model, byte[] file) {
        remove(folder(model));
        awaitGone(model);
        publish(model, 1, file);
        awaitVersion(model, 1);
    }

    /** The same for a model that several tests share and none changes. */
    public static void serveOnce(String model, byte[] file) {
        if (SERVED.add(model)) {
            serve(model, file);
        }
    }

    public static void remove(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static void awaitVersion(String model, long version) {
        await(
                "version " + version + " of " + model,
                () -> state(model).get("version") != null && state(model).getLong("version") == version);
    }

    public static void awaitFailure(String model, long version) {
        await(
                "failure of version " + version + " of " + model,
                () -> state(model).get("failures") != null
                        && state(model).<List<Integer>>get("failures.version").contains((int) version));
    }

    public static void awaitGone(String model) {
        await("the end of " + model, () -> given().get("/models/" + model).statusCode() == 404);
    }

    public static JsonPath state(String model) {
        return given().get("/models/" + model).jsonPath();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
