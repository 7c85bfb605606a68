package bottega.training.publication;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.training.run.Stripes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Models and their cards into the repository, through REST. */
@QuarkusTest
class PublicationTest {
    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void aModelAppearsTogetherWithItsCard() throws Exception {
        String run = run("\"batchSize\": 16, \"epochs\": 4, \"testFraction\": 0.2");
        when().get("/runs/{id}/card", run)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("name", nullValue())
                .body("evaluation.part", equalTo("test"))
                .body("evaluation.examples", equalTo(24))
                .body("network.parameters", equalTo(lenetParameters()))
                .body("data.methods.test", equalTo("stratified"))
                .body("data.classes[0].examples.training", equalTo(36));
        given().accept("text/markdown")
                .get("/runs/{id}/card", run)
                .then()
                .statusCode(200)
                .contentType(equalTo("text/markdown;charset=UTF-8"))
                .body(startsWith("# A model that is not published yet\n\nDraft of 20"))
                .body(containsString("On the 24 pictures of the test part"));

        publish(run, Map.of("name", "cards", "description", "Stripes of *room* 3", "licence", "CC0"))
                .then()
                .statusCode(201);
        publish(run, Map.of("name", "cards")).then().statusCode(201).body("version", equalTo(2));
        Path model = home.resolve("models/cards");
        for (int version = 1; version <= 2; version++) {
            Path folder = model.resolve(Integer.toString(version));
            try (var files = Files.list(folder)) {
                assertEquals(
                        Set.of("model.onnx", "README.md", "card.json"),
                        files.map(each -> each.getFileName().toString()).collect(Collectors.toSet()));
            }
            JsonPath card = JsonPath.from(folder.resolve("card.json").toFile());
            assertEquals("cards", card.getString("name"));
            assertEquals(version, card.getInt("version"));
            assertEquals(run, card.getString("run"));
            assertEquals(sha256(folder.resolve("model.onnx")), card.getString("file.sha256"));
            String page = Files.readString(folder.resolve("README.md"));
            assertTrue(page.startsWith("# cards\n\nVersion " + version + " of "), page);
            assertEquals(version == 1, page.contains("Stripes of \\*room\\* 3"), page);
        }
        try (var staged = Files.list(model.resolve(".staging"))) {
            assertEquals(0, staged.count());
        }
    }

    @Test
    void aTextThatIsTooLongIsRefusedBeforeAnythingIsPublished() throws IOException {
        String run = run("\"batchSize\": 16, \"epochs\": 4");
        publish(run, Map.of("name", "wordy", "licence", "x".repeat(201)))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo("/licence"))
                .body("expected", equalTo("at most 200 characters"));
        assertFalse(Files.exists(home.resolve("models/wordy")));
    }

    /**
     * Each of the 48 steps takes a tenth of every weight, so that the network ends up answering every picture the same.
     * Agreement on that would show nothing, so the check against ONNX Runtime fails.
     */
    @Test
    void aModelThatFailsTheParityCheckIsRefusedWithTheReason() throws IOException {
        String run = run("\"epochs\": 1, \"batchSize\": 2, \"learningRate\": 0.1, \"clipNorm\": 0.01,"
                + " \"optimiser\": {\"kind\": \"sgd\", \"weightDecay\": 1}");
        when().get("/runs/{id}", run)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("result.manifest", nullValue())
                .body("result.exportProblem.detail", notNullValue());
        publish(run, Map.of("name", "flat"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith(":not-exportable"))
                .body("detail", containsString("deviation"));
        when().get("/runs/{id}/card", run).then().statusCode(409).body("type", endsWith(":not-exportable"));
        assertFalse(Files.exists(home.resolve("models/flat")));
    }

    @Test
    void aRunThatIsUnknownHasNoCard() {
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/card").then().statusCode(404);
    }

    /** Two convolutions of 5 x 5 and three linear layers, for pictures of 32 x 32 in 2 classes. */
    private static int lenetParameters() {
        return 6 * (3 * 25 + 1) + 16 * (6 * 25 + 1) + 120 * (400 + 1) + 84 * (120 + 1) + 2 * (84 + 1);
    }

    private static io.restassured.response.Response publish(String run, Map<String, String> request) {
        return given().contentType(ContentType.JSON).body(request).post("/runs/{id}/publication", run);
    }

    /** @return of a run that has ended */
    private static String run(String settings) throws IOException {
        String dataSet = given().contentType("application/zip")
                .body(Stripes.archive("horizontal", "vertical", 60))
                .post("/datasets?name=stripes")
                .path("id");
        String run = given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"%s\", \"network\": \"lenet\", \"seed\": 1, \"inputSize\": 32, %s}"
                        .formatted(dataSet, settings))
                .post("/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        String events = when().get("/runs/{id}/events", run).asString();
        assertEquals("SUCCEEDED", when().get("/runs/{id}", run).path("state"), events);
        return run;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
