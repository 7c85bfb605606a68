package bottega.inference.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import bottega.common.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mappers of {@code bottega.common.rest} inside a running Quarkus, against its own mappers. */
@QuarkusTest
class ProblemMappersTest {
    @Test
    void aGoodOrderPasses() {
        given().contentType("application/json")
                .body("{\"kind\":\"style-transfer\",\"steps\":10}")
                .post("/probe")
                .then()
                .statusCode(200);
    }

    @Test
    void unknownPropertyNamesTheKnownOnes() {
        order("{\"kind\":\"TEXTURE\",\"stepz\":10}")
                .body("type", equalTo("urn:bottega:problem:invalid-parameter"))
                .body("pointer", equalTo("/stepz"))
                .body("received", equalTo("stepz"))
                .body("remedy", containsString("kind, layers, steps, weight"));
    }

    @Test
    void valueOfAnotherKindNamesItsPlace() {
        order("{\"kind\":\"TEXTURE\",\"steps\":1,\"layers\":[{\"name\":\"a\",\"width\":1},{\"width\":\"wide\"}]}")
                .body("pointer", equalTo("/layers/1/width"))
                .body("expected", containsString("whole number"))
                .body("received", equalTo("wide"));
    }

    @Test
    void unknownConstantNamesTheConstants() {
        order("{\"kind\":\"fresco\",\"steps\":1}")
                .body("pointer", equalTo("/kind"))
                .body("expected", equalTo("one of style-transfer, TEXTURE"))
                .body("received", equalTo("fresco"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"steps\":[1]}|/steps|an array",
                "{\"steps\":{}}|/steps|an object",
                "{\"layers\":5}|/layers|a whole number",
                "[1]||an array",
                "\"text\"||text"
            })
    void wrongStructure(String body, String pointer, String received) {
        order(body).body("pointer", equalTo(pointer == null ? "" : pointer)).body("received", notNullValue());
    }

    @Test
    void numberBeyondItsType() {
        order("{\"kind\":\"TEXTURE\",\"steps\":99999999999}").body("pointer", equalTo("/steps"));
    }

    @Test
    void constructorsRefusalIsTheCallersError() {
        order("{\"kind\":\"TEXTURE\",\"steps\":1,\"weight\":-1}")
                .body("detail", equalTo("weight: expected at least 0, received -1.0."));
    }

    @Test
    void constructorsProblemStays() {
        given().contentType("application/json")
                .body("{\"kind\":\"TEXTURE\",\"steps\":77}")
                .post("/probe")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:bottega:problem:unlucky"))
                .body("pointer", equalTo("/steps"));
    }

    @Test
    void missingPropertyIsNamed() {
        problem(
                        given().contentType("application/json")
                                .body("{}")
                                .post("/probe/names")
                                .then(),
                        400)
                .body("pointer", equalTo("/name"));
    }

    @Test
    void brokenConstraintNamesPlaceAndValue() {
        order("{\"kind\":\"TEXTURE\",\"steps\":1,\"layers\":[{\"width\":1},{\"width\":0}]}")
                .body("pointer", equalTo("/layers/1/width"))
                .body("expected", containsString("greater than or equal to 1"))
                .body("received", equalTo("0"));
    }

    @Test
    void emptyBodyIsABrokenConstraint() {
        order("").body("type", equalTo("urn:bottega:problem:invalid-parameter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"steps\":", "{\"steps\":1,}", "nonsense", "{\"steps\":01}", "\u0000"})
    void unparsableJson(String body) {
        order(body).body("type", equalTo("urn:bottega:problem:invalid-json")).body("received", notNullValue());
    }

    @Test
    void absurdNestingIsInvalidJson() {
        order("{\"layers\":" + "[".repeat(100_000)).body("status", equalTo(400));
    }

    @Test
    void queryParameterThatDoesNotConvert() {
        problem(given().get("/probe/number?top=many").then(), 400)
                .body("pointer", equalTo("top"))
                .body("received", equalTo("many"));
    }

    @Test
    void queryParameterOutOfRange() {
        problem(given().get("/probe/number?top=11").then(), 400)
                .body("pointer", equalTo("top"))
                .body("received", equalTo("11"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing/here", "/", "/probe/versions/one", "/probe/versions/99999999999"})
    void unknownAddress(String path) {
        problem(given().get(path).then(), 404).body("pointer", equalTo(path));
    }

    @Test
    void wrongMethod() {
        problem(given().delete("/probe").then(), 405).body("received", equalTo("DELETE"));
    }

    @Test
    void wrongMediaType() {
        problem(given().contentType("text/plain").body("x").post("/probe").then(), 415)
                .body("received", containsString("text/plain"));
    }

    @Test
    void wrongAccept() {
        problem(given().accept("image/png").get("/probe/number").then(), 406)
                .body("received", containsString("image/png"));
    }

    @Test
    void problemsPassAsTheyAre() {
        problem(given().get("/probe/failure/problem").then(), 409)
                .body("type", equalTo("urn:bottega:problem:conflict"))
                .body("expected", equalTo("a free name"))
                .body("received", equalTo("coins"));
    }

    @Test
    void problemsIgnoreWhatTheCallerAccepts() {
        problem(given().accept("text/html").get("/nothing/here").then(), 404);
    }

    @Test
    void busyAnswersWhenToRetry() {
        problem(given().get("/probe/failure/busy").then(), 503).header("Retry-After", matchesPattern("[1-9][0-9]*"));
    }

    @Test
    void otherStatusCodesKeepTheirs() {
        problem(given().get("/probe/failure/teapot").then(), 418).body("detail", containsString("short and stout"));
    }

    @Test
    void answersOfAnEndpointsOwnStay() {
        given().get("/probe/failure/answered").then().statusCode(400).body(equalTo("as it is"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe/failure/unforeseen", "/probe/unwritable"})
    void internalErrorsTellNothing(String path) {
        problem(given().get(path).then(), 500)
                .body("type", equalTo("urn:bottega:problem:internal"))
                .body("remedy", matchesPattern(".*[0-9a-f]{8}-.*"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    private static ValidatableResponse order(String body) {
        return problem(
                given().contentType("application/json")
                        .body(body)
                        .post("/probe")
                        .then(),
                400);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.log()
                .ifValidationFails()
                .statusCode(status)
                .contentType(allOf(containsString(Problem.MEDIA_TYPE)))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }
}
