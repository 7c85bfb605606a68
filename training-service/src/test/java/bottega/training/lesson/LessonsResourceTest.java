package bottega.training.lesson;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LessonsResourceTest {
    @Test
    void lessonsSayWhatTheyTeachAndTake() {
        when().get("/lessons")
                .then()
                .statusCode(200)
                .body(
                        "id",
                        equalTo(List.of("neuron", "delta-rule", "digits-5x5", "digits-28x28", "convolution", "fit")));
        when().get("/lessons/delta-rule")
                .then()
                .statusCode(200)
                .body("teaches", containsString("truth table"))
                .body("parameters.find { it.name == 'epochs' }.default", equalTo(10000))
                .body("parameters.find { it.name == 'epochs' }.most", equalTo(50000f))
                .body("parameters.find { it.name == 'learningRate' }.default", equalTo(0.9f));
    }

    @Test
    void theNeuronShowsAStepOnRequest() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/lessons/neuron/runs")
                .then()
                .statusCode(200)
                .body("right", equalTo(9))
                .body("step", nullValue());
        JsonPath answer = given().contentType(ContentType.JSON)
                .body(Examples.NEURON_POINT)
                .post("/lessons/neuron/runs")
                .then()
                .statusCode(200)
                .body("notes", hasItems(containsString("85 x 0.0002 is 0.017")))
                .extract()
                .jsonPath();
        assertEquals(1.128, answer.getDouble("step.t"), 1e-6);
        assertEquals(0.5707, answer.getDouble("step.cost"), 5e-5);
    }

    @Test
    void examplesOfTheDescriptionAreAnswered() {
        given().contentType(ContentType.JSON)
                .body(Examples.NEURON_RAW)
                .post("/lessons/neuron/runs")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Examples.DELTA_RULE)
                .post("/lessons/delta-rule/runs")
                .then()
                .statusCode(200)
                .body("ways.name", equalTo(List.of("sgd", "batch", "mini-batch")))
                .body("ways[0].losses", hasSize(101));
        given().contentType(ContentType.JSON)
                .body(Examples.DIGITS)
                .post("/lessons/digits-5x5/runs")
                .then()
                .statusCode(200)
                .body("layers.inputs", equalTo(List.of(25, 20, 20, 20)));
        given().contentType(ContentType.JSON)
                .body(Examples.CONVOLUTION)
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(200)
                .body("maps", hasSize(2))
                .body("maps[0].pooled", hasSize(2));
        given().contentType(ContentType.JSON)
                .body(Examples.FIT_OWN)
                .post("/lessons/fit/runs")
                .then()
                .statusCode(200)
                .body("fits[0].points", equalTo(60))
                .body("fits[0].verdicts[0].kind", notNullValue());
        given().contentType(ContentType.JSON)
                .post("/lessons/delta-rule/runs")
                .then()
                .statusCode(200)
                .body("parameters.epochs", equalTo(10000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neuron | {\"epochs\": 0} | /epochs",
                "neuron | {\"learningRate\": -1} | /learningRate",
                "neuron | {\"activation\": \"relu\"} | /activation",
                "neuron | {\"start\": {\"w2\": 1e9}} | /start/w2",
                "neuron | {\"point\": {\"expected\": 2}} | /point/expected",
                "neuron | {\"weights\": {}} | /weights",
                "delta-rule | {\"miniBatch\": 5} | /miniBatch",
                "delta-rule | {\"epochs\": 1000000000} | /epochs",
                "delta-rule | {\"seed\": \"x\"} | /seed",
                "convolution | {\"matrix\": [[1, 2], [3]]} | /matrix/1",
                "convolution | {\"matrix\": [[1, null]]} | /matrix/0/1",
                "convolution | {\"filters\": []} | /filters",
                "convolution | {\"filters\": [[[1]], [[1, 2]]]} | /filters/1",
                "convolution | {\"filters\": [[[1, 2, 3, 4, 5]]]} | /filters/0",
                "convolution | {\"stride\": 0} | /stride",
                "fit | {\"hidden\": [1, 0]} | /hidden/1",
                "fit | {\"hidden\": [1, 1, 1, 1]} | /hidden",
                "fit | {\"hidden\": [1], \"show\": \"right\"} | /hidden",
                "fit | {\"task\": \"clouds\"} | /task",
                "fit | {\"dropout\": 1} | /dropout",
                "fit | {\"points\": 3} | /points",
                "fit | {\"hidden\": [128, 128, 128], \"steps\": 10000} | /steps",
                "digits-28x28 | {\"epochs\": 101} | /epochs",
                "digits-28x28 | {\"dataset\": \"x\", \"pictures\": 100} | /pictures",
                "digits-28x28 | {\"dataset\": \"01m825drb93fkags3n70de3r8x\"} | /dataset",
                "digits-5x5 | {\"epochs\": 10001} | /epochs",
                "digits-5x5 | {\"activation\": \"softmax\"} | /activation",
                "convolution | {\"pooling\": {\"size\": 17}} | /pooling/size",
                "convolution | {\"pooling\": {\"kind\": \"min\"}} | /pooling/kind",
            })
    void valuesOutOfRangeAreRefused(String lesson, String body, String pointer) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/lessons/{id}/runs", lesson)
                .then()
                .statusCode(oneOf(400, 404))
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer))
                .body("expected", notNullValue());
    }

    @Test
    void aLessonComesLiveAndAsAPicture() {
        String events = given().contentType(ContentType.JSON)
                .body("{\"hidden\": [2], \"steps\": 200}")
                .post("/lessons/fit/runs/events")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();
        assertEquals(
                101, Pattern.compile("event:progress").matcher(events).results().count());
        assertEquals(
                1, Pattern.compile("event:result").matcher(events).results().count());
        for (String lesson : List.of("neuron", "delta-rule", "digits-5x5")) {
            String live = given().contentType(ContentType.JSON)
                    .body("{\"epochs\": 5}")
                    .post("/lessons/{id}/runs/events", lesson)
                    .asString();
            assertTrue(live.contains("event:progress") && live.contains("event:result"), live);
            given().contentType(ContentType.JSON)
                    .accept("image/png")
                    .body("{\"epochs\": 5}")
                    .post("/lessons/{id}/runs", lesson)
                    .then()
                    .statusCode(200)
                    .contentType("image/png");
        }
        // At so large a rate no neuron answers any more, and gradients are 0.
        given().contentType(ContentType.JSON)
                .accept("image/png")
                .body("{\"learningRate\": 10, \"epochs\": 100}")
                .post("/lessons/digits-5x5/runs")
                .then()
                .statusCode(200)
                .contentType("image/png");
        given().contentType(ContentType.JSON)
                .accept("image/png")
                .body("{\"hidden\": [], \"steps\": 1}")
                .post("/lessons/fit/runs")
                .then()
                .statusCode(200)
                .contentType("image/png");
    }

    @Test
    void whatWouldTakeTooLongIsRefusedBeforeTheStreamBegins() {
        given().contentType(ContentType.JSON)
                .body("{\"hidden\": [128, 128, 128], \"steps\": 10000}")
                .post("/lessons/fit/runs/events")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/steps"));
    }

    @Test
    void aPictureIsAnsweredAsFiguresAndAsAPicture() {
        byte[] picture = PngWriter.encode(new RgbImage(8, 6, new byte[8 * 6 * 3]));
        String parameters = """
                {"filters": [[[0, 1, 0], [1, -4, 1], [0, 1, 0]]], "padding": 1, "pooling": {"kind": "max"}}""";
        given().multiPart("picture", "black.png", picture, "image/png")
                .multiPart("parameters", parameters)
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("inputWidth", equalTo(8))
                .body("maps[0].height", equalTo(6))
                .body("png", notNullValue());
        byte[] png = given().accept("image/png")
                .multiPart("picture", "black.png", picture, "image/png")
                .multiPart("parameters", parameters)
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        RgbImage map = new ImageDecoder(DecodeLimits.defaults()).decode(png);
        assertEquals(4, map.width());
        assertEquals(3, map.height());
    }

    @Test
    void aFormWithoutAPictureOrWithBadParametersIsRefused() {
        given().multiPart("parameters", "{}")
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("picture"));
        byte[] picture = PngWriter.encode(new RgbImage(8, 6, new byte[8 * 6 * 3]));
        given().multiPart("picture", "black.png", picture, "image/png")
                .multiPart("parameters", "{\"stride\": 99}")
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo("/stride"));
        given().multiPart("picture", "text.png", "no picture".getBytes(StandardCharsets.UTF_8), "image/png")
                .post("/lessons/convolution/runs")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void theExampleOfARefusalIsOne() {
        JsonPath expected = JsonPath.from(Examples.REFUSED);
        JsonPath received = given().contentType(ContentType.JSON)
                .body("{\"epochs\": 0}")
                .post("/lessons/neuron/runs")
                .jsonPath();
        assertEquals(expected.getMap(""), received.getMap(""));
    }

    @Test
    void anUnknownLessonIsSaidSo() {
        when().get("/lessons/perceptron")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("received", equalTo("perceptron"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/lessons/perceptron/runs")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("remedy", containsString("GET /lessons"));
    }
}
