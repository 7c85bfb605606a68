package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.engine.TorchEngine;
import bottega.networks.weights.SafeTensors;
import bottega.networks.weights.load.WeightSaver;
import bottega.networks.zoo.NetworkType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs through REST that begin with another training's weights. */
@QuarkusTest
class StartsTest {
    @ConfigProperty(name = "bottega.home")
    Path home;

    /** LeNet of five classes under its published names, and others that are of no use. */
    @BeforeEach
    void writeWeights() throws IOException {
        Path weights = Files.createDirectories(home.resolve("weights"));
        write(NetworkType.LENET, weights.resolve("letters.safetensors"));
        write(NetworkType.RESNET8, weights.resolve("other.safetensors"));
        Files.writeString(weights.resolve("notes.txt"), "no weights");
        Files.writeString(home.resolve("secret.safetensors"), "x");
    }

    private static void write(NetworkType type, Path file) throws IOException {
        try (var manager = TorchEngine.newManager()) {
            var network = type.create(5);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 32, 32, 3));
            WeightSaver.save(network, file, Map.of());
        }
    }

    @Test
    void aRunBeginsWithAFilesWeightsFrozenForGood() throws IOException {
        Response accepted = start(
                "lenet",
                "{\"weights\": \"letters.safetensors\", \"frozenEpochs\": \"all\", \"preprocessing\": \"caffe\"}");
        accepted.then()
                .statusCode(202)
                .body("parameters.start.weights", equalTo("letters.safetensors"))
                .body("parameters.start.sha256", matchesPattern("[0-9a-f]{64}"))
                .body("parameters.start.frozenEpochs", equalTo("all"))
                .body("parameters.start.preprocessing", equalTo("caffe"));
        ended(accepted, "SUCCEEDED")
                .body("result.manifest.provenance.hyperParameters.'start.weights'", equalTo("letters.safetensors"))
                .body(
                        "result.manifest.provenance.hyperParameters.'start.sha256'",
                        equalTo(accepted.path("parameters.start.sha256")))
                .body("result.manifest.provenance.hyperParameters.'start.frozenEpochs'", equalTo("all"));
        assertArrayEquals(
                first(home.resolve("weights/letters.safetensors")),
                first(home.resolve("runs/" + accepted.path("id") + "/best.safetensors")));
    }

    @Test
    void aRunBeginsWithAnEarlierRunsWeights() throws IOException {
        Response before = start("lenet", "null");
        before.then().body("parameters.start", nullValue());
        String run = before.path("id");
        ended(before, "SUCCEEDED");
        Response accepted = start("lenet", "{\"weights\": {\"run\": \"" + run + "\"}, \"frozenEpochs\": 1}");
        accepted.then()
                .statusCode(202)
                .body("parameters.start.weights.run", equalTo(run))
                .body("parameters.start.frozenEpochs", equalTo(1));
        ended(accepted, "SUCCEEDED")
                .body("result.manifest.provenance.hyperParameters.'start.weights.run'", equalTo(run));
        String gradients =
                when().get("/runs/{id}/gradients", (String) accepted.path("id")).asString();
        assertTrue(gradients.contains("[null,"), gradients);
        start("resnet8", "{\"weights\": {\"run\": \"" + run + "\"}}")
                .then()
                .statusCode(422)
                .body("pointer", equalTo("/start/weights"))
                .body("remedy", containsString("lenet"));
    }

    @Test
    void weightsThatDoNotFitAreTheRunsProblem() throws IOException {
        ended(start("lenet", "{\"weights\": \"other.safetensors\"}"), "FAILED")
                .body("problem.type", equalTo("urn:bottega:problem:weights-do-not-fit"))
                .body("problem.pointer", equalTo("/start/weights"))
                .body("problem.detail", containsString("other.safetensors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weights\": \"nothing\"} | 404 | /start/weights | letters.safetensors, notes.txt, other.safetensors",
                "{\"weights\": \"../secret.safetensors\"} | 404 | /start/weights | published checkpoint",
                "{\"weights\": \"\"} | 404 | /start/weights | published checkpoint",
                "{} | 404 | /start/weights | published checkpoint",
                "{\"weights\": 7} | 400 | /start/weights | {\"run\": \"<id>\"}",
                "{\"weights\": {\"run\": \"01aaaaaaaaaaaaaaaaaaaaaaaa\"}} | 404 | /start/weights | ''",
                "{\"weights\": \"notes.txt\"} | 422 | /start/weights | ''",
                "{\"weights\": \"resnet18\"} | 422 | /start/weights | weights of lenet",
                "{\"weights\": \"letters.safetensors\", \"frozenEpochs\": -1} | 400 | /start/frozenEpochs | \"all\"",
                "{\"weights\": \"letters.safetensors\", \"frozenEpochs\": \"some\"} | 400 | /start/frozenEpochs | \"all\"",
                "{\"weights\": \"letters.safetensors\", \"backboneRate\": 0} | 400 | /start/backboneRate | above 0",
                "{\"weights\": \"letters.safetensors\", \"preprocessing\": \"x\"} | 400 | /start/preprocessing | caffe",
            })
    void absurdStartsAreRefused(String start, int status, String pointer, String expected) throws IOException {
        ValidatableResponse refused = start("lenet", start)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer));
        if (!expected.isEmpty()) {
            refused.body("expected", containsString(expected));
        }
    }

    @Test
    void aPublishedCheckpointThatIsNotHereIsToBeDownloaded() throws IOException {
        start("resnet18", "{\"weights\": \"resnet18\"}")
                .then()
                .statusCode(404)
                .body("pointer", equalTo("/start/weights"))
                .body("remedy", containsString("./bottega weights resnet18"));
    }

    private static float[] first(Path file) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return tensors.readFloats(tensors.tensors().firstEntry().getKey());
        }
    }

    private static Response start(String network, String start) throws IOException {
        String dataSet = given().contentType("application/zip")
                .body(Stripes.archive("horizontal", "vertical", 20))
                .post("/datasets?name=stripes-" + System.nanoTime())
                .path("id");
        return given().contentType(ContentType.JSON)
                .body("""
                        {"dataset": "%s", "network": "%s", "epochs": 3, "batchSize": 8, "seed": 1, "inputSize": 32,
                         "start": %s}""".formatted(dataSet, network, start))
                .post("/runs");
    }

    /** The events end when the run does. */
    private static ValidatableResponse ended(Response accepted, String state) {
        String run = accepted.path("id");
        String events = when().get("/runs/{id}/events", run).asString();
        assertEquals(state, when().get("/runs/{id}", run).path("state"), events);
        return when().get("/runs/{id}", run).then();
    }
}
