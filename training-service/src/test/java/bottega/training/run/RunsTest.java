package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.networks.onnx.OnnxFile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs through REST, on a data set of stripes that LeNet learns in a few epochs. */
@QuarkusTest
class RunsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    @ConfigProperty(name = "bottega.home")
    Path home;

    @Test
    void aRunIsFollowedPublishedAndLeftInTheRepository() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        Response accepted = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "dataset",
                        dataSet,
                        "network",
                        "lenet",
                        "epochs",
                        6,
                        "batchSize",
                        16,
                        "seed",
                        1,
                        "inputSize",
                        32))
                .post("/runs");
        accepted.then()
                .statusCode(202)
                .body("state", oneOf("QUEUED", "RUNNING"))
                .body("parameters.learningRate", equalTo(0.001f));
        String run = accepted.path("id");
        assertTrue(accepted.header("Location").endsWith("/runs/" + run), accepted.header("Location"));

        String events = when().get("/runs/{id}/events", run).asString();
        assertTrue(events.contains("event:progress") && events.contains("event:state"), events);
        assertTrue(events.contains("picturesPerSecond") && events.contains("secondsLeft"), events);
        long last = events.lines().filter(line -> line.startsWith("id:")).count();
        String rest = given().header("Last-Event-ID", last - 1)
                .get("/runs/{id}/events", run)
                .asString();
        assertEquals(1, rest.lines().filter(line -> line.startsWith("id:")).count(), rest);

        when().get("/runs/{id}", run)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("metrics.accuracy", greaterThan(0.9f))
                .body("metrics.loss", notNullValue())
                .body("result.history.size()", equalTo(6))
                .body("result.diagnosis.kind", hasItems("good-fit"))
                .body("result.manifest.labels", hasItems("horizontal", "vertical"))
                .body("result.manifest.parity.largestDifference", lessThanOrEqualTo(1e-3f));

        when().get("/runs/{id}/judgement", run)
                .then()
                .statusCode(200)
                .body("accuracy", greaterThan(0.9f))
                .body("classes.label", hasItems("horizontal", "vertical"))
                .body("confusion.counts.flatten().sum()", equalTo(24))
                .body("calibration.bins.answers.sum()", equalTo(24));
        when().get("/runs/{id}/gradients", run)
                .then()
                .statusCode(200)
                .body("size()", equalTo(5))
                .body("values().collect { it.size() }.unique()", equalTo(List.of(6)));

        publish(run, "stripes", false).then().statusCode(201).body("version", equalTo(1));
        publish(run, "stripes", false).then().statusCode(201).body("version", equalTo(2));
        Path model = home.resolve("models/stripes");
        OnnxFile file = OnnxFile.read(model.resolve("2/model.onnx"));
        assertEquals("image", file.inputs().getFirst().name());
        assertTrue(file.metadata().get("bottega.manifest").contains(run));
        assertEquals("horizontal\nvertical\n", Files.readString(model.resolve("labels.txt")));
        assertTrue(Files.readString(model.resolve("config.pbtxt")).contains("TYPE_UINT8, dims: [ 32, 32, 3 ]"));
        try (var staged = Files.list(model.resolve(".staging"))) {
            assertEquals(Set.of(), staged.collect(Collectors.toSet()));
        }

        String other = upload("stripes", "across", "along");
        String otherRun = start(other, 6);
        assertEquals("SUCCEEDED", await(otherRun));
        publish(otherRun, "stripes", false)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("received", containsString("across"))
                .body("remedy", containsString("allowIncompatible"));
        assertFalse(Files.exists(model.resolve("3")));
        publish(otherRun, "stripes", true).then().statusCode(201).body("version", equalTo(3));
    }

    @Test
    void theSameSeedGivesTheSameFigures() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        String one = start(dataSet, 2);
        String other = start(dataSet, 2);
        await(one);
        await(other);
        assertEquals(losses(one), losses(other));
    }

    private static Object losses(String run) {
        return when().get("/runs/{id}", run).path("result.history.loss");
    }

    @Test
    void augmentationIsShownAndGoesIntoTheManifest() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        String run = given().contentType(ContentType.JSON)
                .body("""
                        {"dataset": "%s", "network": "lenet", "epochs": 4, "batchSize": 16, "seed": 1, "augmentation":
                         {"preset": "light", "verticalFlip": {}, "colour": {"probability": 0}}}""".formatted(dataSet))
                .post("/runs")
                .then()
                .statusCode(202)
                .body("parameters.augmentation.crop.scale.from", equalTo(0.7f))
                .body("parameters.augmentation.verticalFlip.probability", equalTo(0.5f))
                .body("parameters.augmentation.colour.probability", equalTo(0f))
                .body("parameters.augmentation.containsKey('preset')", equalTo(false))
                .body("parameters.augmentation.containsKey('blur')", equalTo(false))
                .extract()
                .path("id");
        assertEquals("SUCCEEDED", await(run));
        when().get("/runs/{id}", run)
                .then()
                .body("metrics.waitingShare", lessThanOrEqualTo(1f))
                .body("result.history.waitingShare", everyItem(notNullValue()))
                .body(
                        "result.manifest.provenance.hyperParameters.'augmentation.verticalFlip.probability'",
                        equalTo("0.5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"heavy\"                                         | /augmentation",
                "{\"preset\": \"heavy\"}                           | /augmentation/preset",
                "{\"rotate\": {}}                                | /augmentation/rotate",
                "{\"rotation\": {\"degrees\": 181}}              | /augmentation/rotation/degrees",
                "{\"rotation\": {\"edges\": \"wrap\"}}           | /augmentation/rotation/edges",
                "{\"horizontalFlip\": {\"probability\": 1.5}}    | /augmentation/horizontalFlip/probability",
                "{\"crop\": {\"scale\": {\"from\": 0.9}}}        | /augmentation/crop/scale/to",
                "{\"crop\": {\"scale\": {\"from\": 1, \"to\": 0.5}}} | /augmentation/crop/scale",
                "{\"crop\": {\"ratio\": {\"from\": 0, \"to\": 1}}} | /augmentation/crop/ratio",
                "{\"blur\": {\"sigma\": {\"from\": 0, \"to\": 1e9}}} | /augmentation/blur/sigma",
                "{\"colour\": {\"hue\": 0.6}}                    | /augmentation/colour/hue",
                "{\"erasing\": {\"area\": 0.5}}                  | /augmentation/erasing/area",
                "7                                               | /augmentation",
            })
    void absurdAugmentationsAreRefused(String augmentation, String pointer) throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        refused(
                "{\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"augmentation\": " + augmentation + "}",
                400,
                pointer);
    }

    @Test
    void aBatchThatDoesNotFitMemoryIsRefusedUnlessItIsDivided() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        String body =
                "{\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"inputSize\": 512, \"batchSize\": 342";
        refused(body + "}", 400, "/batchSize");
        refused(body + ", \"partSize\": 342}", 400, "/partSize");
        String run = given().contentType(ContentType.JSON)
                .body(body + ", \"partSize\": 8}")
                .post("/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        when().delete("/runs/{id}", run).then().statusCode(200);
    }

    @Test
    void aRunIsCancelledInTheMiddle() throws IOException {
        String run = start(upload("stripes", "horizontal", "vertical"), 10_000);
        Instant end = Instant.now().plus(PATIENCE);
        while (when().get("/runs/{id}", run).path("metrics.epoch") == null
                && Instant.now().isBefore(end)) {
            pause();
        }
        when().delete("/runs/{id}", run).then().statusCode(200);
        assertEquals("CANCELLED", await(run));
        publish(run, "cancelled", false).then().statusCode(409).body("received", equalTo("CANCELLED"));
    }

    /** At a learning rate of 1 LeNet ends at one answer for everything. */
    @Test
    void aRunThatLearnedNothingSaysSoAndIsNotPublished() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        String run = given().contentType(ContentType.JSON)
                .body(Map.of("dataset", dataSet, "network", "lenet", "epochs", 20, "learningRate", 1, "seed", 3))
                .post("/runs")
                .path("id");
        assertEquals("SUCCEEDED", await(run));
        publish(run, "nothing", false)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bottega:problem:not-exportable"))
                .body("detail", containsString("nearly the same"));
        assertFalse(Files.exists(home.resolve("models/nothing")));
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 0",
        "epochs, -3",
        "epochs, 1000000",
        "batchSize, 0",
        "batchSize, 100000",
        "learningRate, 0",
        "learningRate, -1",
        "learningRate, 1e300",
        "inputSize, 1",
        "inputSize, 100000",
        "validationFraction, 0",
        "validationFraction, 1",
        "testFraction, -0.1",
        "testFraction, 0.6",
    })
    void absurdParametersAreRefused(String parameter, double value) throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        Number number = value == Math.rint(value) && Math.abs(value) < 1e9 ? (Number) (int) value : (Number) value;
        given().contentType(ContentType.JSON)
                .body(Map.of("dataset", dataSet, "network", "lenet", parameter, number))
                .post("/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo("/" + parameter))
                .body("expected", notNullValue())
                .body("received", notNullValue())
                .body("remedy", notNullValue());
    }

    @Test
    void whatIsUnknownIsSaidSo() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        refused("{\"dataset\": \"nothing\", \"network\": \"lenet\"}", 404, "/dataset");
        refused("{\"dataset\": \"../../etc\", \"network\": \"lenet\"}", 404, "/dataset");
        refused("{\"network\": \"lenet\"}", 400, "/dataset");
        refused("{\"dataset\": \"" + dataSet + "\"}", 400, "/network");
        refused("{\"dataset\": \"" + dataSet + "\", \"network\": \"gpt\"}", 400, "/network");
        refused("{\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"epoch\": 3}", 400, "/epoch");
        refused("{\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", \"epochs\": \"x\"}", 400, "/epochs");
        given().contentType(ContentType.JSON).body("{").post("/runs").then().statusCode(400);
        given().contentType(ContentType.JSON).post("/runs").then().statusCode(400);
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa").then().statusCode(404);
        publish("01aaaaaaaaaaaaaaaaaaaaaaaa", "x", false).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"../up", "a/b", ".hidden", "''", "name with spaces"})
    void aModelNameThatIsNoFileNameIsRefused(String name) {
        publish("01aaaaaaaaaaaaaaaaaaaaaaaa", name, false)
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/name"))
                .body("expected", notNullValue());
    }

    @Test
    void everySettingIsShownAndKeptInTheManifest() throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        Response accepted = given().contentType(ContentType.JSON)
                .body("""
                        {"dataset": "%s", "network": "lenet", "epochs": 40, "batchSize": "all", "partSize": 40,
                         "learningRate": 0.05, "optimiser": {"kind": "sgd", "momentum": 0.9, "nesterov": true, "weightDecay": 1e-4},
                         "schedule": {"kind": "cosine", "warmUpSteps": 5},
                         "loss": {"labelSmoothing": 0.1, "classWeights": "balanced"}, "clipNorm": 1,
                         "earlyStopping": {"metric": "accuracy", "patience": 3}, "seed": 1, "inputSize": 32}
                        """.formatted(dataSet))
                .post("/runs");
        accepted.then()
                .statusCode(202)
                .body("parameters.batchSize", equalTo(96))
                .body("parameters.partSize", equalTo(40))
                .body("parameters.optimiser.kind", equalTo("sgd"))
                .body("parameters.optimiser.nesterov", equalTo(true))
                .body("parameters.schedule.kind", equalTo("cosine"))
                .body("parameters.schedule.endFraction", equalTo(0f))
                .body("parameters.loss.classWeights.horizontal", equalTo(1f))
                .body("parameters.earlyStopping.minimumImprovement", equalTo(0f));
        String run = accepted.path("id");
        assertEquals("SUCCEEDED", await(run));
        when().get("/runs/{id}", run)
                .then()
                .body("metrics.learningRate", greaterThan(0f))
                .body("metrics.gradientNorm", greaterThan(0f))
                .body("result.device", equalTo("cpu()"))
                .body("result.history.size()", lessThan(40))
                .body("result.history[0].learningRate", equalTo(0.05f / 6))
                .body("result.manifest.provenance.hyperParameters.optimiser", equalTo("sgd"))
                .body("result.manifest.provenance.hyperParameters.'optimiser.momentum'", equalTo("0.9"))
                .body("result.manifest.provenance.hyperParameters.'schedule.warmUpSteps'", equalTo("5"))
                .body("result.manifest.provenance.hyperParameters.'loss.labelSmoothing'", equalTo("0.1"))
                .body("result.manifest.provenance.hyperParameters.clipNorm", equalTo("1.0"))
                .body("result.manifest.provenance.hyperParameters.'earlyStopping.patience'", equalTo("3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"optimiser\": {\"kind\": \"rmsprop\"} | /optimiser/kind | one of sgd, adam, adamw",
                "\"optimiser\": {\"momentum\": 0.9} | /optimiser/kind | one of sgd, adam, adamw",
                "\"optimiser\": {\"kind\": \"sgd\", \"momentum\": 1} | /optimiser/momentum | below 1",
                "\"optimiser\": {\"kind\": \"sgd\", \"nesterov\": true} | /optimiser/momentum | above 0",
                "\"optimiser\": {\"kind\": \"sgd\", \"beta1\": 0.9} | /optimiser/beta1 | momentum",
                "\"optimiser\": {\"kind\": \"adamw\", \"weightDecay\": -1} | /optimiser/weightDecay | from 0 to 1",
                "\"schedule\": {\"kind\": \"step\", \"everyEpochs\": 0} | /schedule/everyEpochs | from 1",
                "\"schedule\": {\"kind\": \"cosine\", \"warmUpSteps\": 100000} | /schedule/warmUpSteps | fewer than",
                "\"schedule\": {\"kind\": \"one-cycle\", \"riseFraction\": 1} | /schedule/riseFraction | 0.99",
                "\"loss\": {\"labelSmoothing\": 1} | /loss/labelSmoothing | below 1",
                "\"loss\": {\"classWeights\": \"even\"} | /loss/classWeights | balanced",
                "\"loss\": {\"classWeights\": {\"horizontal\": 0}} | /loss/classWeights/horizontal | above 0",
                "\"loss\": {\"classWeights\": {\"diagonal\": 2}} | /loss/classWeights | horizontal, vertical",
                "\"clipNorm\": 0 | /clipNorm | above 0",
                "\"earlyStopping\": {\"patience\": 0} | /earlyStopping/patience | from 1",
                "\"earlyStopping\": {\"metric\": \"f1\"} | /earlyStopping/metric | loss",
                "\"batchSize\": \"most\" | /batchSize | all",
                "\"batchSize\": 1.5 | /batchSize | whole number",
                "\"batchSize\": [3] | /batchSize | whole number",
                "\"partSize\": 0 | /partSize | from 1",
            })
    void absurdSettingsAreRefused(String setting, String pointer, String expected) throws IOException {
        String dataSet = upload("stripes", "horizontal", "vertical");
        given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"" + dataSet + "\", \"network\": \"lenet\", " + setting + "}")
                .post("/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer))
                .body("expected", containsString(expected))
                .body("received", notNullValue())
                .body("remedy", notNullValue());
    }

    private static void refused(String body, int status, String pointer) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/runs")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer));
    }

    private static Response publish(String run, String name, boolean allowIncompatible) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "allowIncompatible", allowIncompatible))
                .post("/runs/{id}/publication", run);
    }

    private static String start(String dataSet, int epochs) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("dataset", dataSet, "network", "lenet", "epochs", epochs, "batchSize", 16, "seed", 1))
                .post("/runs")
                .path("id");
    }

    private static String await(String run) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            String state = when().get("/runs/{id}", run).path("state");
            if (ENDED.contains(state)) {
                return state;
            }
            pause();
        }
        throw new AssertionError("run " + run + " did not end within " + PATIENCE);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upload(String name, String first, String second) throws IOException {
        Response created = given().contentType("application/zip")
                .body(Stripes.archive(first, second, 60))
                .post("/datasets?name=" + name + "-" + System.nanoTime());
        created.then().statusCode(201);
        return created.path("id");
    }
}
