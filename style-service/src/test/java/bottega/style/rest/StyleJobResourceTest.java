package bottega.style.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.style.TestPictures;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real service over HTTP, with random filters and pictures so small that a job takes a second. */
@QuarkusTest
class StyleJobResourceTest {
    private static final byte[] CONTENT = PngWriter.encode(TestPictures.gradient(120, 80));
    private static final byte[] STYLE = PngWriter.encode(TestPictures.stripes(90, 90));
    private static final String SMALL = "{\"kind\": \"style-transfer\", \"size\": 64, \"steps\": 6, \"seed\": 3}";

    @Test
    void aPictureIsStylised() {
        ValidatableResponse answer = parts(CONTENT, STYLE, SMALL)
                .post("/jobs")
                .then()
                .statusCode(202)
                .header("Location", containsString("/jobs/"))
                .body("state", oneOf("QUEUED", "RUNNING"))
                .body("kind", equalTo("style-transfer"))
                .body("network.name", equalTo("random"))
                .body("network.source", equalTo("seeded random filters"))
                .body("network.seed", equalTo(3))
                .body("network.note", containsString("never saw a picture"))
                .body("parameters.size", equalTo(64))
                .body("parameters.start", equalTo("content"))
                .body("parameters.pooling", equalTo("average"))
                .body("parameters.normalisation", equalTo("relative"))
                .body("parameters.contentWeight", notNullValue())
                .body("links.result", nullValue());
        String id = answer.extract().path("id");
        await(id, "SUCCEEDED")
                .body("progress.step", equalTo(6))
                .body("progress.of", equalTo(6))
                .body("metrics.totalLoss", greaterThan(0f))
                .body("result.width", equalTo(64))
                .body("result.height", equalTo(43))
                .body("result.end.totalLoss", lessThan(answer(id, "result.start.totalLoss")))
                .body("links.result", equalTo("/jobs/" + id + "/result"));
        RgbImage result = new ImageDecoder(DecodeLimits.defaults()).decode(picture(id));
        assertEquals(64, result.width());
        assertEquals(43, result.height());
    }

    @Test
    void theSameSeedGivesTheSamePictureAndAnotherAnother() {
        String first = submit(SMALL);
        String second = submit(SMALL);
        String other = submit(SMALL.replace("\"seed\": 3", "\"seed\": 4"));
        for (String id : List.of(first, second, other)) {
            await(id, "SUCCEEDED");
        }
        assertArrayEquals(picture(first), picture(second));
        assertFalse(Arrays.equals(picture(first), picture(other)));
    }

    @Test
    void eventsTellTheStoryAndGoOnWhereAClientLeft() {
        String id = submit(SMALL);
        await(id, "SUCCEEDED");
        String all = events(id, null);
        assertTrue(all.contains("event:state"), all);
        assertTrue(all.contains("\"totalLoss\""), all);
        assertTrue(all.contains("\"SUCCEEDED\""), all);
        String rest = events(id, "1");
        assertTrue(all.contains("id:1\n") && !rest.contains("id:1\n"), rest);
        assertTrue(rest.contains("\"SUCCEEDED\""), rest);
    }

    @Test
    void aRunningJobHasNoResultAndCanBeCancelled() {
        String id = submit("{\"size\": 64, \"steps\": 10000, \"start\": \"noise\"}");
        await(id, "RUNNING");
        given().get("/jobs/" + id + "/result")
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:bottega:problem:not-finished"));
        given().delete("/jobs/" + id).then().statusCode(200);
        await(id, "CANCELLED");
        given().get("/jobs/" + id + "/result").then().statusCode(404).body("received", equalTo("state CANCELLED"));
        given().get("/jobs").then().statusCode(200).body("jobs.id", hasItem(id));
        given().get("/jobs?limit=1")
                .then()
                .statusCode(200)
                .body("jobs.size()", equalTo(1))
                .body("next", startsWith("/jobs?limit=1&after="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"size\": 63} | 400 | /size",
                "{\"size\": 1025} | 400 | /size",
                "{\"size\": 100.5} | 400 | /size",
                "{\"size\": \"large\"} | 400 | /size",
                "{\"steps\": 0} | 400 | /steps",
                "{\"steps\": 10001} | 400 | /steps",
                "{\"contentWeight\": -1} | 400 | /contentWeight",
                "{\"styleWeight\": 1e300} | 400 | /styleWeight",
                "{\"styleWeight\": \"NaN\"} | 400 | /styleWeight",
                "{\"contentWeight\": 0, \"styleWeight\": 0} | 400 | /styleWeight",
                "{\"historySize\": 0} | 400 | /historySize",
                "{\"historySize\": 100000} | 400 | /historySize",
                "{\"start\": \"nothing\"} | 400 | /start",
                "{\"pooling\": \"median\"} | 400 | /pooling",
                "{\"kind\": \"inversion\"} | 400 | /kind",
                "{\"network\": \"../etc\"} | 422 | /network",
                "{\"network\": \"vgg16\"} | 422 | /network",
                "{\"stepz\": 3} | 400 | /stepz"
            })
    void absurdParametersAreRefused(String json, int status, String pointer) {
        parts(CONTENT, STYLE, json)
                .post("/jobs")
                .then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("pointer", equalTo(pointer))
                .body("expected", notNullValue())
                .body("received", notNullValue())
                .body("remedy", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"{", "[]", "null", "{}{}", "{\"size\":64,\"size\":65}", "{\"steps\": 99999999999}"})
    void parametersThatAreNoObject(String json) {
        parts(CONTENT, STYLE, json).post("/jobs").then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void picturesThatAreNone() {
        byte[] truncated = Arrays.copyOf(CONTENT, CONTENT.length / 2);
        parts("hello".getBytes(), STYLE, SMALL)
                .post("/jobs")
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:bottega:problem:not-a-picture"))
                .body("pointer", equalTo("content"));
        parts(CONTENT, truncated, SMALL).post("/jobs").then().statusCode(422).body("pointer", equalTo("style"));
        parts(CONTENT, new byte[0], SMALL).post("/jobs").then().statusCode(415);
        byte[] narrow = PngWriter.encode(TestPictures.gradient(400, 4));
        parts(CONTENT, narrow, SMALL)
                .post("/jobs")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:bottega:problem:too-narrow"));
    }

    @Test
    void missingParts() {
        given().multiPart("content", "content.png", CONTENT, "image/png")
                .post("/jobs")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:bottega:problem:missing-part"))
                .body("pointer", equalTo("style"));
        given().contentType("application/json").body("{}").post("/jobs").then().statusCode(415);
    }

    @Test
    void jobsThatAreNotThere() {
        for (String path : List.of("", "/events", "/preview", "/result")) {
            given().get("/jobs/01unknown" + path).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        }
        given().delete("/jobs/01unknown").then().statusCode(404);
        given().get("/jobs?limit=0").then().statusCode(400);
    }

    private static RequestSpecification parts(byte[] content, byte[] style, String json) {
        return given().multiPart("content", "content.png", content, "image/png")
                .multiPart("style", "style.png", style, "image/png")
                .multiPart("parameters", json, "application/json");
    }

    private static String submit(String json) {
        return parts(CONTENT, STYLE, json)
                .post("/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static ValidatableResponse await(String id, String state) {
        while (true) {
            ValidatableResponse answer = given().get("/jobs/" + id).then().statusCode(200);
            String now = answer.extract().path("state");
            if (now.equals(state)) {
                return answer;
            }
            assertTrue(
                    now.equals("QUEUED") || now.equals("RUNNING"),
                    answer.extract().asString());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static float answer(String id, String path) {
        return given().get("/jobs/" + id).then().extract().<Float>path(path);
    }

    private static byte[] picture(String id) {
        return given().get("/jobs/" + id + "/result")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
    }

    private static String events(String id, String lastEventId) {
        RequestSpecification request = given();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return request.get("/jobs/" + id + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
