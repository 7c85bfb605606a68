package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Activations and dropout of runs through REST. */
@QuarkusTest
class ActivationsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void everyLayerOfARunShowsItsMapsOfAnyPicture() throws IOException {
        String dataSet = upload();
        String run = start(dataSet, "\"network\": \"lenet\"")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(run);
        String taps = when().get("/runs/{id}", run).path("links.taps");
        List<String> names = when().get(taps)
                .then()
                .statusCode(200)
                .body("name", hasItems("embedding"))
                .extract()
                .jsonPath()
                .getList("name");
        List<String> figures = when().get(taps).jsonPath().getList("figure");
        for (String figure : figures) {
            given().urlEncodingEnabled(false).get(figure).then().statusCode(200).contentType("image/png");
        }
        String tap = names.getFirst();
        byte[] first = activations(run, tap, "0").asByteArray();
        assertArrayEquals(first, activations(run, tap, "horizontal/0.png").asByteArray());
        assertFalse(Arrays.equals(first, activations(run, tap, "vertical/0.png").asByteArray()));

        try (var files = Files.walk(home.resolve("datasets").resolve(dataSet))) {
            byte[] picture = Files.readAllBytes(files.filter(file -> file.endsWith("horizontal/0.png"))
                    .findFirst()
                    .orElseThrow());
            Response posted = post(run, tap, picture);
            posted.then().statusCode(200).contentType("image/png");
            assertTrue(posted.asByteArray().length > 1000);
        }
        post(run, tap, PngWriter.encode(new RgbImage(3, 200, new byte[1800])))
                .then()
                .statusCode(200);
        post(run, tap, "no picture".getBytes()).then().statusCode(415).contentType("application/problem+json");
        activations(run, "conv99", "0")
                .then()
                .statusCode(404)
                .body("type", endsWith(":unknown-tap"))
                .body("pointer", equalTo("tap"))
                .body("expected", containsString(tap))
                .body("received", equalTo("conv99"));
        when().get("/runs/{id}/activations.png", run)
                .then()
                .statusCode(400)
                .body("expected", containsString("embedding"));
        activations(run, tap, "24")
                .then()
                .statusCode(404)
                .body("type", endsWith(":unknown-picture"))
                .body("expected", equalTo("0 to 23, or a name such as horizontal/0.png"));
        when().delete("/datasets/{id}", dataSet).then().statusCode(204);
        activations(run, tap, "0").then().statusCode(410);
    }

    @Test
    void anUnknownRunHasNoTaps() {
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/taps").then().statusCode(404);
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/activations.png?tap=x")
                .then()
                .statusCode(404);
    }

    @Test
    void dropoutIsSetAndWrittenDownWhereThereIsSome() throws IOException {
        String dataSet = upload();
        start(dataSet, "\"network\": \"lenet\"").then().statusCode(202).body("parameters.dropout", nullValue());
        start(dataSet, "\"network\": \"lenet\", \"dropout\": 0.5")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/dropout"))
                .body("expected", containsString("lenet has no dropout; those that have are alexnet, vgg-m, vgg16"));
        for (String absurd : List.of("1", "-0.1", "1e300")) {
            start(dataSet, "\"network\": \"squeezenet\", \"dropout\": " + absurd)
                    .then()
                    .statusCode(400)
                    .body("pointer", equalTo("/dropout"));
        }
        start(dataSet, "\"network\": \"squeezenet\"").then().statusCode(202).body("parameters.dropout", equalTo(0.5f));
        Response set = start(dataSet, "\"network\": \"squeezenet\", \"dropout\": 0.25");
        set.then().statusCode(202).body("parameters.dropout", equalTo(0.25f));
        await(set.path("id"));
        when().get("/runs/{id}", (String) set.path("id"))
                .then()
                .body("result.manifest.provenance.hyperParameters.dropout", equalTo("0.25"));
    }

    private static Response activations(String run, String tap, String picture) {
        return given().queryParam("tap", tap).queryParam("picture", picture).get("/runs/{id}/activations.png", run);
    }

    private static Response post(String run, String tap, byte[] picture) {
        return given().queryParam("tap", tap)
                .contentType("application/octet-stream")
                .body(picture)
                .post("/runs/{id}/activations.png", run);
    }

    private static Response start(String dataSet, String fields) {
        return given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"" + dataSet + "\", \"epochs\": 1, \"inputSize\": 32, \"seed\": 1, " + fields
                        + "}")
                .post("/runs");
    }

    private static void await(String run) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!"SUCCEEDED".equals(when().get("/runs/{id}", run).path("state"))) {
            assertTrue(
                    Instant.now().isBefore(end),
                    () -> "not within " + PATIENCE + ": "
                            + when().get("/runs/{id}", run).asString());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String upload() throws IOException {
        return given().contentType("application/zip")
                .body(Stripes.archive("horizontal", "vertical", 12))
                .post("/datasets?name=stripes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
