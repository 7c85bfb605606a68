package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.networks.onnx.OnnxFile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets of numbers, from the upload to the published model. */
@QuarkusTest
class NumbersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void irisFromTheTableToTheModel() throws IOException {
        Response uploaded = upload("iris", Files.readString(Path.of("src/test/resources/iris.csv")));
        uploaded.then()
                .statusCode(201)
                .body("kind", equalTo("numbers"))
                .body("pictures", equalTo(150))
                .body("classes.name", equalTo(List.of("setosa", "versicolor", "virginica")))
                .body("columns.name", equalTo(List.of("sepal length", "sepal width", "petal length", "petal width")))
                .body("columns[0].min", equalTo(4.3f))
                .body("columns[2].max", equalTo(6.9f))
                .body("columns[0].mean", equalTo(5.8433332f))
                .body("columns[3]", not(hasKey("note")));
        String dataSet = uploaded.path("id");

        String run = start("""
                {"dataset": "%s", "network": "mlp", "hidden": [8, 8], "epochs": 60, "learningRate": 0.01, "seed": 2}\
                """.formatted(dataSet));
        assertEquals("SUCCEEDED", await(run));
        when().get("/runs/{id}", run)
                .then()
                .body("parameters", not(hasKey("inputSize")))
                .body("parameters.hidden", equalTo(List.of(8, 8)))
                .body("metrics.accuracy", greaterThan(0.9f))
                .body("result.diagnosis.kind", equalTo(List.of("good-fit")))
                .body("result.manifest.columns.name", hasItems("petal width"))
                .body("result.manifest", not(hasKey("inputWidth")))
                .body("result.manifest.provenance.hyperParameters.hidden", equalTo("[8,8]"))
                .body("result.manifest.parity.largestDifference", lessThanOrEqualTo(1e-3f));
        when().get("/runs/{id}/judgement", run).then().body("confusion.counts.flatten().sum()", equalTo(30));
        for (String figure : List.of("curves", "confusion-matrix", "calibration", "gradients", "filters")) {
            byte[] png = when().get("/runs/{id}/{figure}.png", run, figure)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 300, figure);
        }
        when().get("/runs/{id}/mistakes.png", run).then().statusCode(422).body("remedy", containsString("/judgement"));

        given().contentType(ContentType.JSON)
                .body("{\"name\": \"iris\"}")
                .post("/runs/{id}/publication", run)
                .then()
                .statusCode(201);
        OnnxFile file = OnnxFile.read(home.resolve("models/iris/1/model.onnx"));
        assertEquals("numbers", file.inputs().getFirst().name());
        assertTrue(Files.readString(home.resolve("models/iris/config.pbtxt"))
                .contains("name: \"numbers\", data_type: TYPE_FP32, dims: [ 4 ]"));

        String renamed = upload(
                        "iris",
                        Files.readString(Path.of("src/test/resources/iris.csv"))
                                .replace("sepal length,sepal width", "sepal width,sepal length"))
                .path("id");
        String other =
                start("{\"dataset\": \"" + renamed + "\", \"network\": \"linear\", \"epochs\": 30, \"seed\": 2}");
        assertEquals("SUCCEEDED", await(other));
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"iris\"}")
                .post("/runs/{id}/publication", other)
                .then()
                .statusCode(409)
                .body("detail", containsString("other columns"));
    }

    @Test
    void aSearchForTheLearningRateToo() throws IOException {
        String dataSet = upload("iris", Files.readString(Path.of("src/test/resources/iris.csv")))
                .path("id");
        String search = given().contentType(ContentType.JSON)
                .body("{\"run\": {\"dataset\": \"%s\", \"network\": \"linear\", \"seed\": 1}, \"steps\": 60}"
                        .formatted(dataSet))
                .post("/learning-rate-searches")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        assertEquals("SUCCEEDED", await("/learning-rate-searches/" + search, PATIENCE));
        when().get("/learning-rate-searches/{id}", search).then().body("result.suggestion", notNullValue());
    }

    @Test
    void aTableAloneInAnArchiveIsOneToo() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("flowers/iris.csv"));
            zip.write(Files.readAllBytes(Path.of("src/test/resources/iris.csv")));
        }
        given().contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/datasets?name=iris-" + System.nanoTime())
                .then()
                .statusCode(201)
                .body("kind", equalTo("numbers"))
                .body("columns.size()", equalTo(4));
    }

    /** The parts of the table are those of the run. */
    @Test
    void givenPartsAreKept() {
        var csv = new StringBuilder("x,split,label\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i % 2 + 0.01 * i)
                    .append(i < 24 ? ",train," : i < 32 ? ",val," : ",test,")
                    .append(i % 2 == 0 ? "even\n" : "odd\n");
        }
        Response uploaded = upload("parity", csv.toString());
        uploaded.then().statusCode(201).body("parts.training", equalTo(24)).body("parts.test", equalTo(8));
        String run = start("{\"dataset\": \"" + uploaded.path("id") + "\", \"network\": \"perceptron\", \"seed\": 1}");
        when().get("/runs/{id}/split", run)
                .then()
                .body("test[0]", equalTo("even/line 34"))
                .body("validation.size()", equalTo(8));
        assertEquals("SUCCEEDED", await(run));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lenet   | \"epochs\": 1                        | /network      | a network that takes numbers",
                "nothing | \"epochs\": 1                        | /network      | one of linear",
                "linear  | \"inputSize\": 32                    | /inputSize    | rows of numbers, not pictures",
                "linear  | \"cropPolicy\": \"squash\"           | /cropPolicy   | rows of numbers, not pictures",
                "linear  | \"augmentation\": \"light\"          | /augmentation | rows of numbers, not pictures",
                "linear  | \"start\": {\"weights\": \"lenet\"}  | /start        | no weights to start with",
                "linear  | \"hidden\": [3]                      | /hidden       | has no hidden layers; mlp has",
                "mlp     | \"hidden\": []                       | /hidden       | 1 to 10 layers",
                "mlp     | \"hidden\": [3, 0]                   | /hidden/1     | 1 to 4096 neurons",
            })
    void whatIsForPicturesIsRefused(String network, String setting, String pointer, String expected) {
        String dataSet = upload("small", "x,label\n1,a\n2,b\n3,a\n4,b\n").path("id");
        refused(dataSet, network, setting, pointer, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mlp   | \"epochs\": 1   | /network | a network that takes pictures",
                "lenet | \"hidden\": [3] | /hidden  | the layers of lenet are as published",
            })
    void whatIsForNumbersIsRefusedOnPictures(String network, String setting, String pointer, String expected)
            throws IOException {
        String dataSet = given().contentType("application/zip")
                .body(Stripes.archive("across", "along", 2))
                .post("/datasets?name=stripes-" + System.nanoTime())
                .path("id");
        refused(dataSet, network, setting, pointer, expected);
    }

    private static void refused(String dataSet, String network, String setting, String pointer, String expected) {
        given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"%s\", \"network\": \"%s\", %s}".formatted(dataSet, network, setting))
                .post("/runs")
                .then()
                .statusCode(400)
                .body("pointer", equalTo(pointer))
                .body("expected", containsString(expected));
    }

    @Test
    void aTableThatCannotBeReadSaysWhere() {
        upload("holes", "x,y,label\n1,2,a\n3,,b\n")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("received", equalTo("line 3, column 'y': missing"));
        given().contentType("text/csv")
                .body("x,kind\n1,a\n2,b\n")
                .post("/datasets?name=x&label=species")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("label"));
    }

    /** What else reads data sets answers in words. */
    @Test
    void pictureQuestionsAboutNumbersAreRefused() {
        String dataSet = upload("small", "x,c,label\n1,5,a\n2,5,b\n").path("id");
        when().get("/datasets/{id}/augmentation-preview", dataSet)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:bottega:problem:no-pictures"));
        when().get("/datasets/{id}", dataSet).then().body("columns[1].note", containsString("same in every row"));
    }

    private static Response upload(String name, String csv) {
        return given().contentType("text/csv").body(csv).post("/datasets?name=" + name + "-" + System.nanoTime());
    }

    private static String start(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static String await(String run) {
        return await("/runs/" + run, PATIENCE);
    }

    private static String await(String path, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            String state = when().get(path).path("state");
            if (ENDED.contains(state)) {
                return state;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(path + " did not end within " + patience);
    }
}
