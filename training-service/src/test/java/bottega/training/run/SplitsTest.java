package bottega.training.run;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Splits of runs through REST: stored when the run is queued, the same again for other runs, and without leaks. */
@QuarkusTest
class SplitsTest {
    private static final int PER_CLASS = 20;

    @Test
    void aSplitIsStoredWhenItsRunIsQueued() throws IOException {
        String dataSet = upload("horizontal");
        Response accepted = start(dataSet, "\"testFraction\": 0.25");
        accepted.then()
                .statusCode(202)
                .body("parameters.validationFraction", equalTo(0.2f))
                .body("parameters.testFraction", equalTo(0.25f))
                .body("links.split", equalTo("/runs/" + accepted.path("id") + "/split"));
        JsonPath split = split(accepted);
        assertEquals(dataSet, split.getString("dataset"));
        assertEquals(when().get("/datasets/{id}", dataSet).path("hash"), split.getString("datasetHash"));
        assertEquals(1, split.getLong("seed"));
        assertEquals(
                "{validation=stratified, test=stratified}", split.get("methods").toString());
        assertEquals(22, split.getList("training").size());
        assertEquals(8, split.getList("validation").size());
        assertEquals(10, split.getList("test").size());
        Set<String> all = new HashSet<>();
        for (String part : List.of("training", "validation", "test")) {
            List<String> names = split.getList(part);
            all.addAll(names);
            assertEquals(
                    names.size(),
                    2
                            * names.stream()
                                    .filter(each -> each.startsWith("horizontal/"))
                                    .count(),
                    part);
        }
        assertEquals(2 * PER_CLASS, all.size(), "disjoint and whole");
        when().get("/runs/01aaaaaaaaaaaaaaaaaaaaaaaa/split").then().statusCode(404);
    }

    @Test
    void anotherRunTakesTheSameSplitWhateverItsSeed() throws IOException {
        Response first = start(upload("horizontal"), "\"testFraction\": 0.25");
        String run = first.path("id");
        // the same data, sent again
        Response second = start(upload("horizontal"), "\"seed\": 2, \"split\": {\"run\": \"" + run + "\"}");
        second.then()
                .statusCode(202)
                .body("parameters.split.run", equalTo(run))
                .body("parameters.validationFraction", nullValue())
                .body("parameters.seed", equalTo(2));
        JsonPath split = split(second);
        assertEquals(run, split.getString("run"));
        assertEquals(1, split.getLong("seed"), "it was drawn from the first run's seed");
        for (String part : List.of("training", "validation", "test")) {
            assertEquals(split(first).getList(part), split.getList(part), part);
        }
        ended(second);
    }

    @Test
    void theKeptWeightsAreJudgedOnTheTestPart() throws IOException {
        Response accepted = start(upload("horizontal"), "\"testFraction\": 0.25");
        String run = accepted.path("id");
        ended(accepted);
        JsonPath judgement = when().get("/runs/{id}/judgement?part=test", run)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(10, judgement.getInt("pictures"));
        when().get("/runs/{id}", run)
                .then()
                .body("result.test.pictures", equalTo(10))
                .body("result.test.accuracy", equalTo(judgement.getFloat("accuracy")))
                .body("result.test.macroF1", equalTo(judgement.getFloat("macroF1")))
                .body("result.test.accuracyInterval.low", lessThan(judgement.getFloat("accuracy")))
                .body("result.test.macroF1Interval.high", greaterThanOrEqualTo(judgement.getFloat("macroF1")))
                .body("result.manifest.metrics.testAccuracy", equalTo(judgement.getFloat("accuracy")));
        when().get("/runs/{id}/judgement?part=validation", run).then().body("pictures", equalTo(8));
        when().get("/runs/{id}/judgement", run).then().body("pictures", equalTo(8));
        when().get("/runs/{id}/judgement?part=training", run)
                .then()
                .statusCode(400)
                .body("pointer", equalTo("part"));
        for (String figure : List.of("confusion-matrix", "calibration", "mistakes")) {
            when().get("/runs/{id}/{figure}.png?part=test", run, figure)
                    .then()
                    .statusCode(200)
                    .contentType("image/png");
        }
    }

    @Test
    void withoutATestPartThereIsNoJudgementOfOne() throws IOException {
        Response accepted = start(upload("horizontal"), "\"validationFraction\": 0.2");
        String run = accepted.path("id");
        ended(accepted);
        when().get("/runs/{id}", run).then().body("result.test", nullValue());
        for (String path : List.of("judgement", "confusion-matrix.png", "calibration.png", "mistakes.png")) {
            when().get("/runs/{id}/{path}?part=test", run, path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", endsWith(":no-test-part"))
                    .body("remedy", containsString("testFraction"));
        }
    }

    /** Weights have seen their run's training pictures, and were chosen by its validation pictures. */
    @Test
    void aStartOnTheSameDataTakesTheSplitOfItsWeights() throws IOException {
        String dataSet = upload("horizontal");
        Response first = start(dataSet, "\"testFraction\": 0.25");
        String run = first.path("id");
        ended(first);
        String begun = "\"seed\": 2, \"start\": {\"weights\": {\"run\": \"" + run + "\"}}";
        Response second = start(dataSet, begun);
        second.then().statusCode(202).body("parameters.split.run", equalTo(run));
        assertEquals(split(first).getList("test"), split(second).getList("test"));
        start(dataSet, begun + ", \"testFraction\": 0.25")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/testFraction"))
                .body("expected", containsString("takes its split"));
        String other = start(dataSet, "\"seed\": 3").path("id");
        start(dataSet, begun + ", \"split\": {\"run\": \"" + other + "\"}")
                .then()
                .statusCode(422)
                .body("type", endsWith(":leak-between-splits"))
                .body("pointer", equalTo("/split/run"))
                .body("expected", containsString(run));
        start(upload("across"), begun).then().statusCode(202).body("parameters.split", nullValue());
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        String dataSet = upload("horizontal");
        String run = start(dataSet, "\"testFraction\": 0.25").path("id");
        String same = "\"split\": {\"run\": \"" + run + "\"}";
        start(dataSet, same + ", \"validationFraction\": 0.2")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/validationFraction"));
        start(dataSet, "\"split\": {\"run\": \"nothing\"}")
                .then()
                .statusCode(404)
                .body("pointer", equalTo("/split/run"));
        start(dataSet, "\"split\": {}").then().statusCode(400).body("pointer", equalTo("/split/run"));
        start(upload("across"), same)
                .then()
                .statusCode(422)
                .body("type", endsWith(":split-of-other-data"))
                .body("pointer", equalTo("/split/run"));
    }

    @Test
    void aPartThatTheDataSetGivesStaysAsItIs() throws IOException {
        String dataSet = given().contentType("application/zip")
                .body(Stripes.archive(List.of("train/", "test/"), "horizontal", "vertical", 10))
                .post("/datasets?name=divided")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Response accepted = start(dataSet, "\"validationFraction\": 0.2");
        accepted.then().statusCode(202).body("parameters.testFraction", nullValue());
        JsonPath split = split(accepted);
        assertEquals("{validation=stratified, test=given}", split.get("methods").toString());
        assertEquals(16, split.getList("training").size());
        assertEquals(4, split.getList("validation").size());
        List<String> test = split.getList("test");
        assertEquals(20, test.size());
        assertTrue(test.stream().allMatch(each -> each.startsWith("test/")), test.toString());
        ended(accepted);
        when().get("/runs/{id}", (String) accepted.path("id")).then().body("result.test.pictures", equalTo(20));
        start(dataSet, "\"testFraction\": 0.2")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/testFraction"))
                .body("expected", containsString("gives its test part"));
    }

    @Test
    void aClassNeedsAPictureForEachPart() throws IOException {
        String dataSet = upload("horizontal", 2);
        start(dataSet, "\"testFraction\": 0.25")
                .then()
                .statusCode(422)
                .body("type", endsWith(":too-few-pictures"))
                .body("expected", containsString("at least 3"))
                .body("received", containsString("2 in 'horizontal'"));
        start(dataSet, "\"testFraction\": 0").then().statusCode(202);
    }

    private static JsonPath split(Response accepted) {
        return when().get("/runs/{id}/split", (String) accepted.path("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void ended(Response accepted) {
        String run = accepted.path("id");
        String events = when().get("/runs/{id}/events", run).asString();
        assertEquals("SUCCEEDED", when().get("/runs/{id}", run).path("state"), events);
    }

    private static Response start(String dataSet, String more) {
        String seed = more.contains("\"seed\"") ? "" : "\"seed\": 1, ";
        return given().contentType(ContentType.JSON)
                .body("{\"dataset\": \"%s\", \"network\": \"lenet\", \"epochs\": 1, \"inputSize\": 32, %s%s}"
                        .formatted(dataSet, seed, more))
                .post("/runs");
    }

    private static String upload(String horizontal) throws IOException {
        return upload(horizontal, PER_CLASS);
    }

    private static String upload(String horizontal, int picturesPerClass) throws IOException {
        return given().contentType("application/zip")
                .body(Stripes.archive(horizontal, "vertical", picturesPerClass))
                .post("/datasets?name=stripes-" + System.nanoTime())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
