package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches through REST, on the stripes. */
@QuarkusTest
class LearningRateSearchesTest {
    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void aSearchIsFollowedToItsCurve() throws IOException {
        Response accepted = search("\"steps\": 60, \"least\": 1e-5, \"most\": 10", "\"batchSize\": 16, \"seed\": 2");
        accepted.then()
                .statusCode(202)
                .body("parameters.steps", equalTo(60))
                .body("parameters.run.batchSize", equalTo(16));
        String id = accepted.path("id");
        String self = "/learning-rate-searches/" + id;
        assertTrue(accepted.header("Location").endsWith(self), accepted.header("Location"));
        String events = when().get(self + "/events").asString();
        assertTrue(events.contains("event:preview") && events.contains("learningRate"), events);
        when().get(self)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("result.suggestion", greaterThan(1e-5f))
                .body("result.suggestion", lessThan(1f))
                .body("result.points.size()", greaterThan(20))
                .body("result.device", equalTo("cpu()"))
                .body("metrics.loss", notNullValue());
        byte[] png = when().get(self + "/chart")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        assertEquals(900, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        assertTrue(Files.notExists(home.resolve("runs").resolve(id).resolve("pictures.bin")));

        // Neither is the other.
        when().get("/runs/" + id).then().statusCode(404);
        when().get("/runs").then().body("id", not(containsString(id)));
        when().get("/learning-rate-searches").then().body("links.self", everyItem(containsString("searches")));
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"search\"}")
                .post("/runs/{id}/publication", id)
                .then()
                .statusCode(404);
    }

    @Test
    void aSearchIsCancelled() throws IOException {
        // at these rates it cannot come to an end before its last step
        String id = search("\"steps\": 10000, \"least\": 1e-9, \"most\": 1e-8", "\"batchSize\": 1, \"seed\": 1")
                .path("id");
        when().get("/learning-rate-searches/{id}/chart", id).then().statusCode(409);
        when().delete("/learning-rate-searches/{id}", id).then().statusCode(200);
        when().get("/learning-rate-searches/{id}/events", id).asString();
        when().get("/learning-rate-searches/{id}", id).then().body("state", equalTo("CANCELLED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"steps\": 3 | \"seed\": 1 | /steps",
                "\"least\": 0 | \"seed\": 1 | /least",
                "\"least\": 0.1, \"most\": 0.1 | \"seed\": 1 | /most",
                "\"steps\": 20 | \"batchSize\": 0 | /run/batchSize",
                "\"steps\": 20 | \"inputSize\": 1 | /run/inputSize",
                "\"steps\": 20 | \"optimiser\": {\"kind\": \"x\"} | /run/optimiser/kind",
            })
    void absurdSearchesAreRefused(String settings, String run, String pointer) throws IOException {
        search(settings, run)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer))
                .body("expected", notNullValue())
                .body("received", notNullValue())
                .body("remedy", notNullValue());
    }

    @Test
    void aSearchNeedsARun() {
        given().contentType(ContentType.JSON)
                .body("{\"steps\": 20}")
                .post("/learning-rate-searches")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/run"));
        given().contentType(ContentType.JSON)
                .post("/learning-rate-searches")
                .then()
                .statusCode(400);
        when().get("/learning-rate-searches/01aaaaaaaaaaaaaaaaaaaaaaaa").then().statusCode(404);
    }

    private static Response search(String settings, String run) throws IOException {
        Response created = given().contentType("application/zip")
                .body(Stripes.archive("horizontal", "vertical", 60))
                .post("/datasets?name=stripes-" + System.nanoTime());
        String dataSet = created.then().statusCode(201).extract().path("id");
        return given().contentType(ContentType.JSON)
                .body("{\"run\": {\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"inputSize\": 32, " + run
                        + "}, " + settings + "}")
                .post("/learning-rate-searches");
    }
}
