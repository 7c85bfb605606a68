package bottega.training.lesson;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The lesson with the training engine, through REST. */
@QuarkusTest
class LargeDigitsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Of ten classes chance gives 0.1 of 200 held-out digits; seeds 1 to 4 reach more than 0.9 in as many epochs, so 0.7
     * is far from both.
     */
    @Test
    void drawnDigitsAreLearnedAndTheFirstLayerIsShown() throws IOException {
        JsonPath started = start();
        assertEquals(13_002, started.getInt("weights"));
        assertEquals(28, started.getInt("run.parameters.inputSize"));
        String run = started.getString("run.id");
        Instant end = Instant.now().plus(PATIENCE);
        while (!"SUCCEEDED".equals(when().get("/runs/{id}", run).path("state"))) {
            assertTrue(
                    Instant.now().isBefore(end), when().get("/runs/{id}", run).asString());
            pause();
        }
        JsonPath status = when().get("/runs/{id}", run).jsonPath();
        assertTrue(status.getDouble("metrics.accuracy") > 0.7, status.getString("metrics"));
        BufferedImage filters = ImageIO.read(new ByteArrayInputStream(
                when().get(started.getString("run.links.filters")).asByteArray()));
        // 16 neurons in rows of four, each 28 pixels enlarged six times
        assertEquals(2 * 24 + 4 * 178 - 10, filters.getWidth());
        assertEquals(filters.getRGB(24, 64), filters.getRGB(24 + 5, 64 + 5));
        assertEquals(
                started.getString("run.parameters.dataset"),
                start().getString("run.parameters.dataset"),
                "the digits are drawn once");
    }

    private static JsonPath start() {
        return given().contentType(ContentType.JSON)
                .body("{\"pictures\": 100, \"epochs\": 12, \"seed\": 1}")
                .post("/lessons/digits-28x28/runs")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
