package bottega.inference.repository;

import static bottega.inference.TestModels.colours;
import static bottega.inference.TestModels.manifest;
import static bottega.inference.TestPictures.png;
import static bottega.inference.TestRepository.folder;
import static bottega.inference.TestRepository.publish;
import static bottega.inference.TestRepository.remove;
import static bottega.inference.TestRepository.serve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.inference.TestRepository;
import bottega.inference.engine.OnnxModel;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository changes under the running service. */
@QuarkusTest
class ReloadTest {
    private static final byte[] RED = png(8, 8, Color.RED);

    @Inject
    ModelRepository repository;

    @Test
    void newVersionTakesOver() {
        serve("takes-over", colours(8, 0));
        assertEquals("red", label("takes-over"));
        publish("takes-over", 2, colours(8, -100)); // never red
        TestRepository.awaitVersion("takes-over", 2);
        assertFalse(label("takes-over").equals("red"));
        given().get("/models/takes-over").then().body("versions", equalTo(List.of(1, 2)));
    }

    @Test
    void versionsAreNumbersNotText() {
        serve("tenth", colours(8, 0));
        publish("tenth", 9, colours(8, 0));
        publish("tenth", 10, colours(8, 0));
        TestRepository.awaitVersion("tenth", 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "half", "empty", "no-file", "lying-labels", "lying-size", "other-schema"})
    void brokenVersionLeavesTheOldOne(String how) throws IOException {
        String model = "broken-" + how;
        serve(model, colours(8, 0));
        byte[] good = colours(8, -100);
        switch (how) {
            case "garbage" -> publish(model, 2, "no model at all".getBytes());
            case "half" -> publish(model, 2, java.util.Arrays.copyOf(good, good.length / 2));
            case "empty" -> publish(model, 2, new byte[0]);
            case "no-file" -> Files.createDirectories(folder(model).resolve("2"));
            case "lying-labels" -> publish(model, 2, colours(manifest(8, List.of("one", "two")), 8, 0));
            case "lying-size" -> publish(model, 2, colours(manifest(9, List.of("r", "g", "b")), 8, 0));
            default -> publish(model, 2, replaced(good, "\"schema\":1", "\"schema\":7"));
        }
        TestRepository.awaitFailure(model, 2);
        assertEquals("red", label(model));
        given().get("/models/" + model)
                .then()
                .body("state", equalTo("READY"))
                .body("version", equalTo(1))
                .body("failures[0].version", equalTo(2));

        // put right, it is tried again
        Path repaired = folder(model).resolve(".staging/repaired.onnx");
        Files.createDirectories(repaired.getParent());
        Files.write(repaired, good);
        Files.move(repaired, folder(model).resolve("2/model.onnx"), StandardCopyOption.ATOMIC_MOVE);
        TestRepository.awaitVersion(model, 2);
        given().get("/models/" + model).then().body("failures.size()", equalTo(0));
    }

    @Test
    void servedVersionThatIsSpoiledGoesOn() throws IOException {
        serve("spoiled", colours(8, 0));
        Files.write(folder("spoiled").resolve("1/model.onnx"), new byte[] {1, 2, 3});
        TestRepository.awaitFailure("spoiled", 1);
        assertEquals("red", label("spoiled"));
    }

    @Test
    void firstVersionThatFailsIsUnavailableWithItsReason() {
        remove(folder("only-broken"));
        publish("only-broken", 1, "no model at all".getBytes());
        TestRepository.awaitFailure("only-broken", 1);
        given().get("/models/only-broken")
                .then()
                .body("state", equalTo("FAILED"))
                .body("failures[0].reason", containsString("ONNX Runtime cannot load it"));
        given().body(RED)
                .post("/vision/only-broken/classify")
                .then()
                .statusCode(503)
                .header("Retry-After", not(equalTo(null)))
                .body("detail", containsString("version 1"));
        given().get("/v2/models/only-broken/ready").then().statusCode(400).body("ready", equalTo(false));
    }

    @Test
    void newestThatWorksServesWhenTheNewestDoesNot() {
        remove(folder("second-best"));
        publish("second-best", 1, colours(8, 0));
        publish("second-best", 2, new byte[] {1});
        TestRepository.awaitVersion("second-best", 1);
    }

    @Test
    void removalUnloads() {
        serve("removed", colours(8, 0));
        remove(folder("removed"));
        TestRepository.awaitGone("removed");
        given().body(RED).post("/vision/removed/classify").then().statusCode(404);
    }

    @Test
    void removedVersionGivesWayToTheOlder() {
        serve("rolled-back", colours(8, 0));
        publish("rolled-back", 2, colours(8, -100));
        TestRepository.awaitVersion("rolled-back", 2);
        remove(folder("rolled-back").resolve("2"));
        TestRepository.awaitVersion("rolled-back", 1);
        assertEquals("red", label("rolled-back"));
    }

    @Test
    void halfWrittenAndForeignFoldersAreNoModels() throws IOException {
        for (String stranger :
                List.of("staged/.staging/1", ".hidden/1", "staged/0", "staged/-1", "staged/latest", "staged/1x")) {
            Path folder = folder(stranger);
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), colours(8, 0));
        }
        serve("after-staged", colours(8, 0)); // by now the others have been looked at
        given().get("/models")
                .then()
                .body("models.name", hasItem("after-staged"))
                .body("models.name", not(hasItem("staged")))
                .body("models.name", not(hasItem(".hidden")));
    }

    @Test
    void requestInFlightKeepsItsVersion() {
        serve("in-flight", colours(8, 0));
        OnnxModel held;
        try (ModelLease lease = repository.acquire("in-flight")) {
            held = lease.model();
            publish("in-flight", 2, colours(8, 0));
            TestRepository.awaitVersion("in-flight", 2);
            assertEquals(1, held.version());
            assertTrue(held.retain(), "closed under a request");
            held.release();
        }
        assertFalse(held.retain(), "still open after its last request");
    }

    @Test
    void noRequestFailsWhileVersionsChange() throws InterruptedException {
        serve("busy", colours(8, 0));
        AtomicBoolean publishing = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (int client = 0; client < 4; client++) {
                clients.submit(() -> {
                    while (publishing.get()) {
                        Response response = given().body(RED).post("/vision/busy/classify");
                        if (response.statusCode() != 200) {
                            failures.add(response.asString());
                        }
                        answered.incrementAndGet();
                    }
                });
            }
            for (int version = 2; version <= 15; version++) {
                publish("busy", version, colours(8, 0));
                TestRepository.awaitVersion("busy", version);
                remove(folder("busy").resolve(Integer.toString(version - 1)));
            }
            publishing.set(false);
            clients.shutdown();
            assertTrue(clients.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(answered.get() > 14, "answered only " + answered);
    }

    @Test
    void listsInPages() {
        serve("page-a", colours(8, 0));
        serve("page-b", colours(8, 0));
        given().get("/models?limit=1&after=page-")
                .then()
                .body("models.name", equalTo(List.of("page-a")))
                .body("after", equalTo("page-a"))
                .body("models[0].labels", equalTo(List.of("red", "green", "blue")))
                .body("models[0].inputWidth", equalTo(8))
                .body("models[0].cropPolicy", equalTo("squash"));
        given().get("/models?limit=1&after=page-a").then().body("models.name", equalTo(List.of("page-b")));
    }

    @Test
    void readyWhenRead() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
    }

    private static String label(String model) {
        return given().body(RED)
                .post("/vision/" + model + "/classify")
                .then()
                .statusCode(200)
                .extract()
                .path("predictions[0].label");
    }

    /** Same length, so the protobuf around it stays as it is. */
    private static byte[] replaced(byte[] file, String text, String other) {
        return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace(text, other)
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
