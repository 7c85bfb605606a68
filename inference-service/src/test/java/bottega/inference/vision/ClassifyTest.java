package bottega.inference.vision;

import static bottega.inference.TestPictures.png;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.problem.Problem;
import bottega.inference.TestModels;
import bottega.inference.TestPictures;
import bottega.inference.TestRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClassifyTest {
    private static final String MODEL = "classify-test";

    @BeforeEach
    void serve() {
        TestRepository.serveOnce(MODEL, TestModels.colours(8, 0.5f));
        TestRepository.serveOnce("no-manifest", TestModels.colours(null, 8, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream", "text/plain"})
    void probabilitiesAreThoseOfTheGraph(String contentType) {
        Color colour = new Color(200, 100, 50);
        JsonPath answer = given().contentType(contentType)
                .body(png(20, 10, colour))
                .post("/vision/" + MODEL + "/classify?top=3")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .contentType("application/json")
                .body("model", equalTo(MODEL))
                .body("version", equalTo(1))
                .body("predictions.label", equalTo(List.of("red", "green", "blue")))
                .body("decodeMillis", greaterThanOrEqualTo(0f))
                .body("prepareMillis", greaterThanOrEqualTo(0f))
                .body("inferMillis", greaterThanOrEqualTo(0f))
                .body("totalMillis", greaterThanOrEqualTo(0f))
                .extract()
                .jsonPath();
        double[] expected = softmax(10 * 200 / 255.0 + 0.5, 10 * 100 / 255.0, 10 * 50 / 255.0);
        for (int i = 0; i < 3; i++) {
            // float32 through one division, one product of three terms and a softmax: well under 1e-6
            assertEquals(expected[i], answer.getDouble("predictions[" + i + "].probability"), 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "gif", "bmp", "tiff"})
    void otherFormatsToo(String format) {
        classify(TestPictures.file(format, 30, 20, Color.BLUE), 200)
                .body("predictions[0].label", equalTo("blue"))
                .body("predictions[0].probability", greaterThan(0.99f)); // softmax(0.5, 0, 10), and JPEG loses a little
    }

    /** What curl --data-binary says unless it is told otherwise. */
    @Test
    void contentTypeDoesNotMatter() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/vision/" + MODEL + "/classify"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(png(9, 9, Color.RED)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
        }
    }

    /** A body without a length, sent in chunks, meets the limit as it is read. */
    @Test
    void chunkedTooLarge() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/vision/" + MODEL + "/classify"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[(1 << 20) + 200_000])))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertEquals(413, response.statusCode(), response.body());
            assertEquals(
                    "more than 1048576 bytes", JsonPath.from(response.body()).getString("received"));
        }
    }

    @Test
    void aFormsPartToo() {
        given().multiPart("image", "rose.png", png(9, 9, Color.RED), "image/png")
                .post("/vision/" + MODEL + "/classify?top=1")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .body("predictions", hasSize(1))
                .body("predictions[0].label", equalTo("red"));
    }

    @Test
    void aFormWithoutThePart() {
        problem(
                        given().multiPart("picture", "rose.png", png(9, 9, Color.RED), "image/png")
                                .post("/vision/" + MODEL + "/classify")
                                .then(),
                        400)
                .body("pointer", equalTo("image"));
    }

    @Test
    void aModelWithFewerLabelsGivesAll() {
        classify(png(4, 4, Color.GREEN), 200).body("predictions", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "99999999999", "many", "1.5"})
    void absurdTop(String top) {
        problem(
                        given().body(png(4, 4, Color.GREEN))
                                .post("/vision/" + MODEL + "/classify?top=" + top)
                                .then(),
                        400)
                .body("pointer", equalTo("top"))
                .body("received", equalTo(top));
    }

    @Test
    void emptyBody() {
        problem(given().post("/vision/" + MODEL + "/classify").then(), 400)
                .body("type", equalTo("urn:bottega:problem:empty-body"));
    }

    @Test
    void noPicture() {
        problem(classify("<html>not a picture</html>".getBytes(), 415), 415)
                .body("type", equalTo("urn:bottega:problem:not-a-picture"))
                .body("expected", containsString("JPEG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void picturesCutAnywhere(String format) {
        long seed = 20;
        System.out.println("seed " + seed);
        byte[] whole = TestPictures.file(format, 40, 40, new Color(10, 200, 30));
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            byte[] cut = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
            int status =
                    given().body(cut).post("/vision/" + MODEL + "/classify").statusCode();
            // some formats end in bytes that nobody needs: then the picture is whole
            assertEquals(true, status == 415 || status == 422 || status == 200, "cut at " + cut.length + ": " + status);
        }
    }

    @Test
    void declaredTooLarge() {
        problem(classify(new byte[1 << 20 | 1], 413), 413)
                .body("type", equalTo("urn:bottega:problem:too-large"))
                .body("expected", equalTo("at most 1048576 bytes"))
                .body("received", equalTo("1048577 bytes"));
    }

    @Test
    void unknownModelNamesThoseThatAreThere() {
        problem(
                        given().body(png(4, 4, Color.GREEN))
                                .post("/vision/nobody/classify")
                                .then(),
                        404)
                .body("type", equalTo("urn:bottega:problem:unknown-model"))
                .body("received", equalTo("nobody"))
                .body("expected", containsString(MODEL));
    }

    @Test
    void aModelWithoutManifestClassifiesNothing() {
        problem(
                        given().body(png(4, 4, Color.GREEN))
                                .post("/vision/no-manifest/classify")
                                .then(),
                        422)
                .body("type", equalTo("urn:bottega:problem:not-a-classifier"))
                .body("remedy", containsString("/v2/models/no-manifest/infer"));
    }

    private static ValidatableResponse classify(byte[] picture, int status) {
        return given().body(picture)
                .post("/vision/" + MODEL + "/classify")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.log().ifValidationFails().statusCode(status).contentType(containsString(Problem.MEDIA_TYPE));
    }

    private static double[] softmax(double... logits) {
        double[] exponentials = Arrays.stream(logits).map(Math::exp).toArray();
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(e -> e / sum).toArray();
    }
}
