package bottega.inference.vision;

import static bottega.inference.TestPictures.png;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.inference.TestModels;
import bottega.inference.TestRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a file that the exporter wrote ({@code MultiLabelModel} among networks' tests): red with {@code sigmoid(20 (r -
 * 0.5))}, r the picture's mean red from 0 to 1, green and blue likewise.
 */
@QuarkusTest
class MultiLabelTest {
    private static final String MODEL = "multi-label-test";
    private static final String SINGLE = "multi-label-test-single";
    /** Probabilities 0.953, 0.432 and 0.007. */
    private static final Color BROWN = new Color(166, 124, 64);

    @BeforeEach
    void serve() throws IOException {
        try (var file = MultiLabelTest.class.getResourceAsStream("/colours-multi-label.onnx")) {
            TestRepository.serveOnce(MODEL, file.readAllBytes());
        }
        TestRepository.serveOnce(SINGLE, TestModels.colours(8, 0));
    }

    @Test
    void theLabelsOverOneHalf() {
        JsonPath answer = classify(MODEL, BROWN, "")
                .statusCode(200)
                .body("threshold", equalTo(0.5f))
                .body("labels.label", equalTo(List.of("red")))
                .body("predictions.label", equalTo(List.of("red", "green", "blue")))
                .extract()
                .jsonPath();
        int[] channels = {166, 124, 64};
        for (int i = 0; i < 3; i++) {
            double expected = 1 / (1 + Math.exp(-20 * (channels[i] / 255.0 - 0.5)));
            // float32 sums of 768 terms of a logit up to 5
            assertEquals(expected, answer.getDouble("predictions[" + i + "].probability"), 1e-5);
        }
    }

    @Test
    void severalOrNone() {
        classify(MODEL, Color.YELLOW, "").statusCode(200).body("labels.label", equalTo(List.of("red", "green")));
        classify(MODEL, Color.BLACK, "")
                .statusCode(200)
                .body("labels", hasSize(0))
                .body("predictions", hasSize(3));
    }

    @Test
    void anotherThresholdAndFewerPredictions() {
        classify(MODEL, BROWN, "?threshold=0.4&top=1")
                .statusCode(200)
                .body("threshold", equalTo(0.4f))
                .body("labels.label", equalTo(List.of("red", "green")))
                .body("predictions.label", equalTo(List.of("red")));
        classify(MODEL, BROWN, "?threshold=1").statusCode(200).body("labels", hasSize(0));
        classify(MODEL, BROWN, "?threshold=0").statusCode(200).body("labels", hasSize(3));
    }

    @Test
    void whatIsKnownAboutAClassIsTold() {
        classify(MODEL, Color.WHITE, "")
                .statusCode(200)
                .body("labels.find { it.label == 'red' }.uri", equalTo("http://www.wikidata.org/entity/Q3142"))
                .body(
                        "labels.find { it.label == 'red' }.labels",
                        equalTo(Map.of("de", "rot", "en", "red", "it", "rosso")))
                .body("labels.find { it.label == 'green' }.uri", nullValue())
                .body("labels.find { it.label == 'green' }.labels.it", equalTo("verde"))
                .body("labels.find { it.label == 'blue' }.labels", nullValue());
    }

    @Test
    void aFormToo() {
        given().multiPart("image", "wall.png", png(9, 9, BROWN), "image/png")
                .post("/vision/" + MODEL + "/classify?threshold=0.4")
                .then()
                .statusCode(200)
                .body("labels", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "NaN", "high"})
    void absurdThresholds(String threshold) {
        classify(MODEL, BROWN, "?threshold=" + threshold)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo("threshold"))
                .body("received", containsString(threshold));
    }

    @Test
    void aModelOfOneLabelHasNoThreshold() {
        classify(SINGLE, BROWN, "?threshold=0.5")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bottega:problem:no-threshold"))
                .body("pointer", equalTo("threshold"));
        classify(SINGLE, BROWN, "")
                .statusCode(200)
                .body("labels", nullValue())
                .body("threshold", nullValue())
                .body("predictions[0].uri", nullValue());
    }

    @Test
    void modelsSayTheirTask() {
        given().get("/models")
                .then()
                .body("models.findAll { it.name == '" + MODEL + "' }.task", hasItem("multi-label"))
                .body("models.findAll { it.name == '" + SINGLE + "' }.task", hasItem("single-label"));
    }

    private static ValidatableResponse classify(String model, Color colour, String query) {
        return given().body(png(20, 10, colour))
                .post("/vision/" + model + "/classify" + query)
                .then()
                .log()
                .ifValidationFails();
    }
}
