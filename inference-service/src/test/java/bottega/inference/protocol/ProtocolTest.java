package bottega.inference.protocol;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import bottega.inference.TestModels;
import bottega.inference.TestRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProtocolTest {
    private static final String INFER = "/v2/models/colours/infer";
    private static final String RED =
            "{\"name\":\"image\",\"shape\":[1,1,1,3],\"datatype\":\"UINT8\",\"data\":[255,0,0]}";

    @BeforeEach
    void serve() {
        TestRepository.serveOnce("colours", TestModels.colours(1, 0));
        TestRepository.serveOnce("lookup", TestModels.lookup());
    }

    @Test
    void serverAndHealth() {
        given().get("/v2")
                .then()
                .statusCode(200)
                .body("name", equalTo("bottega"))
                .body("version", notNullValue())
                .body("extensions", equalTo(List.of()));
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        given().get("/v2/models/colours/ready").then().statusCode(200).body("ready", equalTo(true));
        given().get("/v2/models/colours/versions/1/ready")
                .then()
                .statusCode(200)
                .body("name", equalTo("colours"));
        given().get("/v2/models/colours/versions/2/ready")
                .then()
                .statusCode(400)
                .body("ready", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/colours", "/v2/models/colours/versions/1"})
    void metadata(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("colours"))
                .body("versions", equalTo(List.of("1")))
                .body("platform", equalTo("onnx_onnxv1"))
                .body("inputs[0].name", equalTo("image"))
                .body("inputs[0].datatype", equalTo("UINT8"))
                .body("inputs[0].shape", equalTo(List.of(-1, 1, 1, 3)))
                .body("outputs.name", equalTo(List.of("probabilities", "embedding")))
                .body("outputs[0].datatype", equalTo("FP32"))
                .body("outputs[0].shape", equalTo(List.of(-1, 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[255,0,0,0,51,0]", "[[[[255,0,0]]],[[[0,51,0]]]]", " [ [[[ 255 , 0 , 0]]] , [[[0,51,0]]] ] "})
    void batchFlatAndNested(String data) {
        post(
                        INFER,
                        "{\"id\":\"a-7\",\"parameters\":{\"priority\":1},\"inputs\":[{\"data\":" + data
                                + ",\"parameters\":{},\"name\":\"image\",\"shape\":[2,1,1,3],\"datatype\":\"UINT8\"}]}",
                        200)
                .body("model_name", equalTo("colours"))
                .body("model_version", equalTo("1"))
                .body("id", equalTo("a-7"))
                .body("outputs.name", equalTo(List.of("probabilities", "embedding")))
                .body("outputs[0].shape", equalTo(List.of(2, 3)))
                .body("outputs[0].datatype", equalTo("FP32"))
                // softmax(10, 0, 0) and softmax(0, 2, 0)
                .body("outputs[0].data[0]", near(1 / (1 + 2 * Math.exp(-10))))
                .body("outputs[0].data[4]", near(1 / (1 + 2 * Math.exp(-2))))
                .body("outputs[1].data[0]", near(1))
                .body("outputs[1].data[4]", near(0.2));
    }

    @Test
    void wantedOutputsOnlyAndNoIdWithoutOne() {
        post(
                        "/v2/models/colours/versions/1/infer",
                        "{\"inputs\":[" + RED + "],\"outputs\":[{\"name\":\"embedding\",\"parameters\":{\"x\":true}}]}",
                        200)
                .body("outputs.name", equalTo(List.of("embedding")))
                .body("$", not(hasKey("id")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOL|BOOL|[true,false]|[true,false]",
                "BOOL|BOOL|[1,0]|[true,false]",
                "UINT8|UINT8|[0,255]|[0,255]",
                "INT8|INT8|[-128,127]|[-128,127]",
                "INT16|INT16|[-32768,32767]|[-32768,32767]",
                "INT32|INT32|[-2147483648,2147483647]|[-2147483648,2147483647]",
                "INT64|INT64|[-9223372036854775808,9223372036854775807]|[-9223372036854775808,9223372036854775807]",
                "FLOAT|FP32|[0.1,-3.0e38]|[0.1,-3.0E38]",
                "FLOAT|FP32|[1,\"NaN\"]|[1.0,\"NaN\"]",
                "DOUBLE|FP64|[0.1,1e308]|[0.1,1.0E308]",
                "DOUBLE|FP64|[\"-Infinity\",\"Infinity\"]|[\"-Infinity\",\"Infinity\"]",
                "STRING|BYTES|[\"\",\"caffè \\u0000 \\\"x\\\"\"]|",
            })
    void everyDatatypePassesUnchanged(DataType type, String datatype, String data, String answer) {
        String model = "identity-" + type;
        TestRepository.serveOnce(model, TestModels.identity(type, -1, 2));
        String body = post("/v2/models/" + model + "/infer", tensor(datatype, "[1,2]", data), 200)
                .body("outputs[0].datatype", equalTo(datatype))
                .body("outputs[0].shape", equalTo(List.of(1, 2)))
                .extract()
                .asString();
        org.junit.jupiter.api.Assertions.assertTrue(
                body.contains("\"data\":" + (answer == null ? "[\"\",\"caffè " : answer)), body);
    }

    @ParameterizedTest
    @CsvSource({"UINT16,UINT16,501", "UINT32,UINT32,501", "UINT64,UINT64,501", "FLOAT16,FP16,400", "BFLOAT16,BF16,400"})
    void datatypesThatJsonCannotCarry(DataType type, String datatype, int status) {
        String model = "identity-" + type;
        TestRepository.serveOnce(model, TestModels.identity(type, 2));
        given().get("/v2/models/" + model).then().statusCode(200).body("inputs[0].datatype", equalTo(datatype));
        error("/v2/models/" + model + "/infer", tensor(datatype, "[2]", "[1,2]"), status)
                .body("error", containsString(datatype));
    }

    @Test
    void scalar() {
        TestRepository.serveOnce("scalar", TestModels.identity(DataType.FLOAT));
        post("/v2/models/scalar/infer", tensor("FP32", "[]", "[2.5]"), 200)
                .body("outputs[0].shape", equalTo(List.of()))
                .body("outputs[0].data", equalTo(List.of(2.5f)));
        error("/v2/models/scalar/infer", tensor("FP32", "[]", "[[2.5]]"), 400);
        error("/v2/models/scalar/infer", tensor("FP32", "[]", "[]"), 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2]|[1,2]|[[1,2]]",
                "[2,2]|[1,2,3]|3 elements",
                "[2,2]|[1,2,3,4,5]|more than 4 elements",
                "[2,2]|[[1,2],[3]]|1 entries",
                "[2,2]|[[1,2,3],[4]]|3 entries",
                "[2,2]|[[1],[2],[3],[4]]|1 entries",
                "[2,2]|[[1,2],3,4]|nested 1 deep",
                "[2,2]|[1,2,[3,4]]|An array stands where",
                "[2,2]|[[[1,2,3,4]]]|An array stands where",
                "[2,2]|[[],[1,2,3,4]]|0 entries",
                "[2,2]|[]|more elements than the data",
                "[2,2]|[1,2,3,null]|Element 3",
                "[2,2]|[1,2,3,{}]|Element 3",
                "[2,2]|[1,2,3,\"4\"]|Element 3",
                "[2,2]|[1,2,3,true]|Element 3",
                "[2,2]|[1,2,3,1e39]|Element 3",
                "[2,2]|[1,2,3,1e999]|Element 3",
                "[2,2]|5|is not an array",
                "[2,2]|null|is not an array",
                "[2,3]|[1,2,3,4,5,6]|Expected [-1, 2]",
                "[4]|[1,2,3,4]|Expected [-1, 2]",
                "[]|[1]|Expected [-1, 2]",
                "[2,-2]|[1,2,3,4]|below 1",
                "[0,2]|[]|below 1",
                "[2,1.5]|[1,2,3]|whole number",
                "[2,\"2\"]|[1,2,3,4]|whole number",
                "[9223372036854775807,2]|[1,2]|Expected at most 64",
                "[99999999999999999999,2]|[1,2]|out of range",
                "[65,2]|[1,2]|Expected at most 64",
                "[64,2]|[1,2]|more elements than the data",
            })
    void dataThatDoesNotFit(String shape, String data, String says) {
        TestRepository.serveOnce("misfit", TestModels.identity(DataType.FLOAT, -1, 2));
        if (says.equals("[[1,2]]")) {
            post("/v2/models/misfit/infer", tensor("FP32", shape, data), 200);
        } else {
            error("/v2/models/misfit/infer", tensor("FP32", shape, data), 400).body("error", containsString(says));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8,UINT8,256",
        "UINT8,UINT8,-1",
        "UINT8,UINT8,1.5",
        "INT8,INT8,128",
        "INT16,INT16,40000",
        "INT32,INT32,2147483648",
        "INT64,INT64,9223372036854775808",
        "BOOL,BOOL,2",
        "STRING,BYTES,5"
    })
    void valuesBeyondTheirDatatype(DataType type, String datatype, String value) {
        String model = "range-" + type;
        TestRepository.serveOnce(model, TestModels.identity(type, 1));
        error("/v2/models/" + model + "/infer", tensor(datatype, "[1]", "[" + value + "]"), 400)
                .body("error", allOf(containsString("Element 0"), containsString(value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty",
                "[]|not an object",
                "{|Invalid",
                "{}|/inputs",
                "{\"inputs\":[]}|missing",
                "{\"inputs\":{}}|not an array",
                "{\"inputs\":[5]}|not an object",
                "{\"inputs\":[{}]}|/inputs/0/name",
                "{\"inputs\":[],\"input\":1}|/input",
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}]}|datatype",
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"data\":[1,2,3]}]}|shape",
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1,3]}]}|data",
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"uint8\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}]}|UINT8",
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}]}|UINT8",
                "{\"inputs\":[{\"name\":\"picture\",\"datatype\":\"UINT8\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}]}|[image]",
                "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}]} x|",
                "{\"id\":5,\"inputs\":[]}|/id",
                "{\"parameters\":5,\"inputs\":[]}|/parameters",
            })
    void malformedRequests(String body, String says) {
        error(INFER, body, 400).body("error", containsString(says == null ? "" : says.replace("Invalid", "JSON")));
    }

    @Test
    void inputTwice() {
        error(INFER, "{\"inputs\":[" + RED + "," + RED + "]}", 400).body("error", containsString("twice"));
    }

    @Test
    void unknownOutput() {
        error(INFER, "{\"inputs\":[" + RED + "],\"outputs\":[{\"name\":\"logits\"}]}", 400)
                .body("error", containsString("[probabilities, embedding]"));
    }

    @Test
    void valuesThatTheGraphRefuses() {
        post("/v2/models/lookup/infer", tensor("INT64", "[2]", "[3,0]"), 200)
                .body("outputs[0].data", equalTo(List.of(40f, 10f)));
        error("/v2/models/lookup/infer", tensor("INT64", "[2]", "[3,4]"), 400)
                .body("error", containsString("ONNX Runtime"));
    }

    @Test
    void otherEncodingsThanUtf8() {
        byte[] utf16 = ("{\"inputs\":[" + RED + "]}").getBytes(java.nio.charset.StandardCharsets.UTF_16);
        given().contentType("application/json")
                .body(utf16)
                .post(INFER)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(400)
                .body("error", notNullValue());
    }

    @Test
    void deepNesting() {
        error(INFER, "{\"inputs\":" + "[".repeat(100_000), 400);
        error(INFER, "{\"inputs\":[{\"data\":" + "[".repeat(100_000), 400);
    }

    @Test
    void errorsHaveTheProtocolsForm() {
        errorOf(given().get("/v2/models/nobody").then(), 404).body("error", containsString("colours"));
        errorOf(given().get("/v2/models/colours/versions/7").then(), 404).body("error", containsString("version 1"));
        errorOf(given().get("/v2/models/colours/versions/x").then(), 404);
        errorOf(given().get("/v2/nothing").then(), 404);
        errorOf(given().delete("/v2").then(), 405);
        error("/v2/models/nobody/infer", "{}", 404);
    }

    @Test
    void binaryTensorsAreNotReadYet() {
        errorOf(
                given().header("Inference-Header-Content-Length", 5)
                        .body("{}")
                        .post(INFER)
                        .then(),
                501);
    }

    @Test
    void declaredTooLarge() {
        error(INFER, " ".repeat(1 << 20 | 1), 413).body("error", containsString("larger"));
    }

    private static String tensor(String datatype, String shape, String data) {
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"" + datatype + "\",\"data\":" + data
                + "}]}";
    }

    /** JSON carries a float32 with all its digits: what differs is the arithmetic of a softmax. */
    private static org.hamcrest.Matcher<?> near(double value) {
        return new org.hamcrest.CustomMatcher<Number>("about " + value) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof Number number && Math.abs(number.doubleValue() - value) < 1e-6;
            }
        };
    }

    private static ValidatableResponse error(String path, String body, int status) {
        return errorOf(
                given().contentType("application/json").body(body).post(path).then(), status);
    }

    private static ValidatableResponse errorOf(ValidatableResponse response, int status) {
        return response.log()
                .ifValidationFails()
                .statusCode(status)
                .contentType(startsWith("application/json"))
                .body("size()", equalTo(1))
                .body("error", notNullValue());
    }

    private static ValidatableResponse post(String path, String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }
}
