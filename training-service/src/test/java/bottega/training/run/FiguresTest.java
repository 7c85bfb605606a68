package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of runs through REST, against the same run's figures. */
@QuarkusTest
class FiguresTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> OF_THE_JUDGEMENT =
            List.of("confusion-matrix", "calibration", "gradients", "mistakes", "filters");

    /** At so small a rate nothing is learned in an epoch: mistakes are sure. */
    @Test
    void aRunIsShownAlsoWhenItsDataSetIsGone() throws IOException {
        String dataSet = upload();
        String run = start("\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"epochs\": 2, \"batchSize\": 16,"
                + " \"learningRate\": 1e-6, \"seed\": 1, \"inputSize\": 32");
        await(run, "SUCCEEDED");
        JsonPath status = when().get("/runs/{id}", run).jsonPath();
        BufferedImage curves = picture(status.getString("links.curves"));
        assertEquals(900, curves.getWidth());
        assertEquals(1080, curves.getHeight());
        for (int half = 0; half < 2; half++) {
            BufferedImage chart = curves.getSubimage(0, half * 540, 900, 540);
            assertTrue(pixels(chart, 0x0072B2) > 200, "training in half " + half);
            assertTrue(pixels(chart, 0xD55E00) > 200, "validation in half " + half);
        }
        assertTrue(pixels(picture(status.getString("links.gradients")), 0x440154) > 200, "the first layer's line");
        assertEquals(552, picture(status.getString("links.calibration")).getWidth());
        assertShadesOfTheMatrix(run, picture(status.getString("links.confusionMatrix")));

        // LeNet has 6 kernels of 5 x 5, enlarged 19 times: all in one row, each colour in squares of 19 pixels.
        BufferedImage filters = picture(status.getString("links.filters"));
        assertEquals(2 * 24 + 6 * 105 - 10, filters.getWidth());
        int corner = filters.getRGB(24, 64);
        assertEquals(corner, filters.getRGB(24 + 18, 64 + 18), "one weight is one square");
        assertTrue(corner != filters.getRGB(24 + 19, 64), "weights differ");

        int mistakes = when().get("/runs/{id}/judgement", run).path("mistakes.size()");
        assertTrue(mistakes > 0);
        BufferedImage sheet = picture(status.getString("links.mistakes"));
        assertEquals(64 + Math.ceilDiv(mistakes, 6) * (148 + 10 + 48) + 24, sheet.getHeight());
        int middle = sheet.getRGB(24 + 74, 64 + 74) & 0xFF;
        assertTrue(middle > 40 && middle < 240, "a stripe, dark or light, but not the paper: " + middle);

        when().delete("/datasets/{id}", dataSet).then().statusCode(204);
        when().get("/runs/{id}/mistakes.png", run)
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("type", endsWith(":dataset-gone"))
                .body("received", equalTo(dataSet))
                .body("remedy", containsString("/runs/" + run + "/judgement"));
        picture("/runs/" + run + "/confusion-matrix.png");
        picture("/runs/" + run + "/filters.png");
    }

    @Test
    void curvesAreThereFromTheFirstEpochOnTheRestOnlyAtTheEnd() throws IOException {
        String run =
                start("\"dataset\": \"" + upload() + "\", \"network\": \"linear\", \"epochs\": 10000, \"seed\": 1");
        Instant end = Instant.now().plus(PATIENCE);
        while (when().get("/runs/{id}/curves.png", run).statusCode() == 409
                && Instant.now().isBefore(end)) {
            pause();
        }
        assertEquals("RUNNING", when().get("/runs/{id}", run).path("state"));
        picture("/runs/" + run + "/curves.png");
        assertRefused(run, "RUNNING");
        when().delete("/runs/{id}", run).then().statusCode(200);
        await(run, "CANCELLED");
        picture("/runs/" + run + "/curves.png");
        assertRefused(run, "CANCELLED");
    }

    @Test
    void anUnknownRunHasNoPictures() {
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/curves.png").then().statusCode(404);
        for (String name : OF_THE_JUDGEMENT) {
            when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/{name}.png", name)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
    }

    private static void assertRefused(String run, String state) {
        for (String name : OF_THE_JUDGEMENT) {
            when().get("/runs/{id}/{name}.png", run, name)
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("received", equalTo(state));
        }
    }

    /** Two classes have cells of 80 pixels, the last of them 24 pixels from the lower right corner. */
    private static void assertShadesOfTheMatrix(String run, BufferedImage picture) {
        List<List<Integer>> counts =
                when().get("/runs/{id}/judgement", run).jsonPath().getList("confusion.counts");
        int bottom = picture.getHeight() - 24;
        for (int row = 0; row < 2; row++) {
            int sum = counts.get(row).get(0) + counts.get(row).get(1);
            int left = leftOfCells(picture, bottom - 160 + row * 80 + 10);
            for (int column = 0; column < 2; column++) {
                double share = (double) counts.get(row).get(column) / sum;
                int red = picture.getRGB(left + column * 80 + 10, bottom - 160 + row * 80 + 10) >> 16 & 0xFF;
                assertEquals(255 * (1 - share), red, 1, "row " + row + ", column " + column + " of " + counts);
            }
        }
    }

    /** Where the border of the first cell is, the first pixel in this row that is not white. */
    private static int leftOfCells(BufferedImage picture, int y) {
        int x = 0;
        while ((picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF) {
            x++;
        }
        return x;
    }

    private static BufferedImage picture(String path) throws IOException {
        byte[] png = given().get(path)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int pixels(BufferedImage picture, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }

    private static String start(String fields) {
        return given().contentType(ContentType.JSON)
                .body("{" + fields + "}")
                .post("/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void await(String run, String state) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state.equals(when().get("/runs/{id}", run).path("state"))) {
            assertTrue(Instant.now().isBefore(end), "run " + run + " is not " + state + " within " + PATIENCE);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upload() throws IOException {
        return given().contentType("application/zip")
                .body(Stripes.archive("horizontal", "vertical", 60))
                .post("/datasets?name=stripes-" + System.nanoTime())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
