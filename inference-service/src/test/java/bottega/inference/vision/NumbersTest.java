package bottega.inference.vision;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.inference.TestModels;
import bottega.inference.TestPictures;
import bottega.inference.TestRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that take rows of numbers. */
@QuarkusTest
class NumbersTest {
    private static final String MODEL = "numbers-test";

    @Test
    void rowsGoInAsTensors() {
        TestRepository.serveOnce(MODEL, TestModels.numbers("length", "width"));
        List<Float> probabilities = given().contentType(ContentType.JSON)
                .body("""
                        {"inputs": [{"name": "numbers", "datatype": "FP32", "shape": [2, 2], "data": [1.5, 0.5, 0, 2]}],
                         "outputs": [{"name": "probabilities"}]}""")
                .post("/v2/models/" + MODEL + "/infer")
                .then()
                .statusCode(200)
                .body("outputs[0].shape", equalTo(List.of(2, 2)))
                .extract()
                .path("outputs[0].data");
        // one softmax in float32
        assertEquals(1 / (1 + Math.exp(-1)), probabilities.get(0), 1e-6);
        assertEquals(1 / (1 + Math.exp(2)), probabilities.get(2), 1e-6);

        when().get("/models/" + MODEL)
                .then()
                .body("columns", equalTo(List.of("length", "width")))
                .body("labels", equalTo(List.of("first", "second")))
                .body("$", not(hasKey("inputWidth")));
    }

    @Test
    void aPictureIsRefusedInWords() {
        TestRepository.serveOnce(MODEL, TestModels.numbers("length", "width"));
        given().contentType("image/png")
                .body(TestPictures.png(8, 8, Color.RED))
                .post("/vision/" + MODEL + "/classify")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bottega:problem:takes-numbers"))
                .body("expected", equalTo("rows of 2 numbers: length, width"))
                .body("remedy", containsString("/v2/models/" + MODEL + "/infer"));
    }

    @Test
    void aManifestWithMoreColumnsThanTheGraphTakesIsNotServed() {
        TestRepository.remove(TestRepository.folder("numbers-lie"));
        TestRepository.publish("numbers-lie", 1, TestModels.numbers("length", "width", "depth"));
        TestRepository.awaitFailure("numbers-lie", 1);
        when().get("/models/numbers-lie")
                .then()
                .body("state", equalTo("FAILED"))
                .body("failures[0].reason", containsString("one input `numbers` FP32 that accepts [1, 3]"));
    }
}
