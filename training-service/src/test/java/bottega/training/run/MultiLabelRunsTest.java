package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.networks.onnx.OnnxFile;
import bottega.training.engine.MultiLabelPictures;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** From a table of files and labels to a model that says all labels of a picture. */
@QuarkusTest
class MultiLabelRunsTest {
    private static final int COUNT = 240;

    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void fromATableToAModel() throws IOException {
        String dataSet = upload("several", 0.5, 0.4, 0.3);
        String run = start(
                        dataSet,
                        "\"epochs\": 8, \"testFraction\": 0.2, \"loss\": {\"classWeights\": \"balanced\", \"labelSmoothing\": 0.05}")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        ended(run);
        JsonPath done = when().get("/runs/{id}", run)
                .then()
                .body("result.manifest.task", equalTo("multi-label"))
                .body("result.manifest.labels", equalTo(MultiLabelPictures.LABELS))
                .body("result.manifest.classes[1].uri", equalTo("https://example.org/disc"))
                .body("result.manifest.classes[1].labels.it", equalTo("disco"))
                .body("result.manifest.metrics.meanAveragePrecision", greaterThan(0.95f))
                .body("result.manifest.metrics.testMeanAveragePrecision", greaterThan(0.95f))
                .body("result.test.meanAveragePrecision", greaterThan(0.95f))
                .body("result.diagnosis.kind", hasItem("good-fit"))
                .extract()
                .jsonPath();
        // negatives over positives of the training part
        int training = when().get("/runs/{id}/split", run)
                .jsonPath()
                .getList("training")
                .size();
        double weight = done.getDouble("parameters.loss.classWeights.stripes");
        double positives = training / (1 + weight);
        assertEquals(Math.rint(positives), positives, 1e-3);

        when().get("/runs/{id}/judgement?part=test", run)
                .then()
                .statusCode(200)
                .body("confusion", nullValue())
                .body("accuracy", greaterThan(0.95f))
                .body("exactMatches", greaterThan(0.8f))
                .body("microF1", greaterThan(0.9f))
                .body("classes.label", equalTo(MultiLabelPictures.LABELS))
                .body("classes.findAll { it.averagePrecision > 0.9 }", hasSize(3))
                .body("classes[0].counts.values().sum()", equalTo(done.getInt("result.test.pictures")));
        for (String figure : List.of("curves", "confusion-matrix", "calibration", "mistakes", "gradients", "filters")) {
            when().get("/runs/{id}/{figure}.png", run, figure)
                    .then()
                    .statusCode(200)
                    .contentType("image/png");
        }

        publish(run, "several").then().statusCode(201);
        OnnxFile file = OnnxFile.read(home.resolve("models/several/1/model.onnx"));
        assertTrue(file.metadata().get("bottega.manifest").contains("\"task\":\"multi-label\""));
    }

    /** The same labels and the same outputs, but probabilities that mean something else. */
    @Test
    void aVersionOfAnotherTaskIsRefused() throws IOException {
        String run = start(upload("one", 0.5, 0.5, 0.5), "\"epochs\": 1").path("id");
        ended(run);
        publish(run, "task-changes").then().statusCode(201);
        String other = given().contentType("application/zip")
                .body(singleLabel())
                .post("/datasets?name=single")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String single = start(other, "\"epochs\": 1").path("id");
        ended(single);
        publish(single, "task-changes")
                .then()
                .statusCode(409)
                .body("expected", equalTo("multi-label"))
                .body("received", equalTo("single-label"));
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        String single = given().contentType("application/zip")
                .body(Stripes.archive("across", "along", 20))
                .post("/datasets?name=stripes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        start(single, "\"earlyStopping\": {\"metric\": \"mean-average-precision\"}")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/earlyStopping/metric"));
        String all = upload("all", 1, 0.5, 0.5);
        start(all, "\"loss\": {\"classWeights\": \"balanced\"}")
                .then()
                .statusCode(422)
                .body("type", endsWith(":cannot-balance"))
                .body("received", containsString("'border'"));
        start(all, "\"loss\": {\"classWeights\": {\"ring\": 2}}")
                .then()
                .statusCode(400)
                .body("expected", containsString("border, disc, stripes"));
    }

    private static String upload(String name, double... shares) throws IOException {
        var random = new Random(11);
        var table = new StringBuilder("file,labels\n");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < COUNT; i++) {
                int[] labels = IntStream.range(0, shares.length)
                        .filter(label -> random.nextDouble() < shares[label])
                        .toArray();
                add(zip, i + ".png", png(labels, random));
                table.append(i)
                        .append(".png,")
                        .append(IntStream.of(labels)
                                .mapToObj(MultiLabelPictures.LABELS::get)
                                .collect(Collectors.joining("|")))
                        .append('\n');
            }
            add(zip, "labels.csv", table.toString().getBytes(StandardCharsets.UTF_8));
            add(
                    zip,
                    "classes.csv",
                    "name,uri,label:it\ndisc,https://example.org/disc,disco\n".getBytes(StandardCharsets.UTF_8));
        }
        return given().contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/datasets?name=" + name)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .body("kind", equalTo("multi-label-pictures"))
                .extract()
                .path("id");
    }

    /** A folder for each of the same labels. */
    private static byte[] singleLabel() throws IOException {
        var random = new Random(12);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 60; i++) {
                add(zip, MultiLabelPictures.LABELS.get(i % 3) + "/" + i + ".png", png(new int[] {i % 3}, random));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] png(int[] labels, Random random) {
        int size = MultiLabelPictures.SIZE;
        return PngWriter.encode(new RgbImage(size, size, MultiLabelPictures.rgb(labels, random)));
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static Response start(String dataSet, String more) {
        return given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"" + dataSet
                        + "\", \"network\": \"lenet\", \"inputSize\": 32, \"batchSize\": 16, \"seed\": 1, " + more
                        + "}")
                .post("/runs");
    }

    private static void ended(String run) {
        String events = when().get("/runs/{id}/events", run).asString();
        assertEquals("SUCCEEDED", when().get("/runs/{id}", run).path("state"), events);
    }

    private static Response publish(String run, String name) {
        return given().contentType(ContentType.JSON)
                .body("{\"name\": \"" + name + "\"}")
                .post("/runs/{id}/publication", run);
    }
}
