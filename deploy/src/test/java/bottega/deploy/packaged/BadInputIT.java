package bottega.deploy.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.deploy.demo.Multipart;
import bottega.deploy.ornament.OrnamentSet;
import bottega.deploy.scene.Night;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input to the packaged services: always a 4xx problem that helps, never a stack trace. */
class BadInputIT {
    @RegisterExtension
    static final Workshop WORKSHOP = new Workshop();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final OrnamentSet SET = new OrnamentSet(3, 4, 1);
    private static final byte[] JPEG = SET.heldOut().getFirst().jpeg();
    private static String dataset;

    @BeforeAll
    static void publishAModel() throws IOException {
        Path archive = WORKSHOP.home().resolve("ornaments.zip");
        try (OutputStream out = Files.newOutputStream(archive)) {
            SET.writeArchive(out);
        }
        dataset = WORKSHOP.training().upload("ornaments", archive).path("id").asText();
        String run = WORKSHOP.training().start(dataset, "lenet", 1, 3);
        WORKSHOP.training().await(run, progress -> {});
        WORKSHOP.serving().awaitVersion("ornaments", WORKSHOP.training().publish(run, "ornaments"));
    }

    @Test
    void picturesToClassify() throws Exception {
        refused(classify("ornaments", "no picture at all".getBytes(StandardCharsets.UTF_8)));
        refused(classify("ornaments", new byte[0]));
        refused(classify("ornaments", Arrays.copyOf(JPEG, JPEG.length / 2)));
        refused(classify("ornaments", pngHeader(100_000, 100_000)));
        assertEquals(404, refused(classify("no-such-model", JPEG)));
        refused(classify("..%2f..%2fetc", JPEG));
        refused(send(WORKSHOP.inferenceService(), "/vision/ornaments/classify?top=-1", "image/jpeg", JPEG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,7,7,3],\"datatype\":\"UINT8\",\"data\":[0]}]}",
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,32,32],\"datatype\":\"FP32\",\"data\":[0.5]}]}",
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,-32,32,3],\"datatype\":\"UINT8\",\"data\":[]}]}",
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[2000000000,32,32,3],\"datatype\":\"UINT8\",\"data\":[]}]}",
                "{\"inputs\":[]}",
                "{\"inputs\":",
            })
    void tensorsToInfer(String body) throws Exception {
        HttpResponse<String> response = send(
                WORKSHOP.inferenceService(),
                "/v2/models/ornaments/infer",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, response.statusCode(), response.body());
        // The protocol has an error format of its own.
        assertFalse(json(response).path("error").asText().isBlank(), response.body());
        noStackTrace(response);
    }

    @Test
    void archives() throws Exception {
        refused(archive(zip()));
        refused(archive("no archive".getBytes(StandardCharsets.UTF_8)));
        refused(archive(zip("only-one/a.jpg", "only-one/b.jpg")));
        refused(archive(zip("../escaped/a.jpg", "good/b.jpg")));
        refused(archive(zip("/absolute/a.jpg", "good/b.jpg")));
        refused(archive(zip("good/../../a.jpg", "good/b.jpg")));
        refused(archive(zip("../a.jpg", "./b.jpg")));
        byte[] whole = zip("one/a.jpg", "two/b.jpg");
        refused(archive(Arrays.copyOf(whole, whole.length / 2)));
        assertEquals(
                List.of(dataset),
                WORKSHOP.namesIn("datasets").stream()
                        .filter(name -> !name.startsWith("."))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"epochs\": -1",
                "\"epochs\": 0",
                "\"epochs\": 1000000000",
                "\"epochs\": \"many\"",
                "\"batchSize\": 0",
                "\"batchSize\": 2147483647",
                "\"learningRate\": -0.1",
                "\"learningRate\": 1e9",
                "\"network\": \"no-such-network\"",
                "\"noSuchParameter\": 1",
            })
    void runParameters(String parameter) throws Exception {
        refused(run("{\"dataset\": \"" + dataset + "\", \"network\": \"lenet\", " + parameter + "}"));
    }

    @Test
    void runs() throws Exception {
        refused(run("{\"dataset\": \"no-such-data-set\", \"network\": \"lenet\"}"));
        refused(run("{\"dataset\": \"../datasets\", \"network\": \"lenet\"}"));
        refused(run("{}"));
        refused(run("not json"));
        refused(run(""));
        refused(send(
                WORKSHOP.trainingService(),
                "/runs/no-such-run/publication",
                "application/json",
                "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"size\": -5",
                "\"size\": 1000000",
                "\"steps\": 0",
                "\"steps\": -3",
                "\"styleWeight\": -1",
                "\"network\": \"../../secret\"",
                "\"network\": \"no-such-network\"",
                "\"kind\": \"no-such-kind\"",
                "\"noSuchParameter\": 1",
            })
    void styleParameters(String parameter) throws Exception {
        byte[] picture = png();
        String kind = parameter.contains("kind") ? "" : "\"kind\": \"style-transfer\", ";
        invalid(style(picture, picture, "{" + kind + parameter + "}"));
    }

    @Test
    void styleParts() throws Exception {
        byte[] picture = png();
        String parameters = "{\"kind\": \"style-transfer\", \"size\": 64, \"steps\": 1, \"network\": \"random\"}";
        invalid(style(null, picture, parameters));
        invalid(style(picture, null, parameters));
        invalid(style(picture, "no picture".getBytes(StandardCharsets.UTF_8), parameters));
        invalid(style(pngHeader(100_000, 100_000), picture, parameters));
        invalid(style(Arrays.copyOf(picture, 200), picture, parameters));
        invalid(style(picture, picture, "{"));
    }

    @Test
    void unknownIds() throws Exception {
        for (String path : List.of("/datasets/none", "/runs/none", "/runs/none/events")) {
            assertEquals(404, refused(get(WORKSHOP.trainingService(), path)), path);
        }
        for (String path :
                List.of("/jobs/none", "/jobs/none/events", "/jobs/none/result", "/jobs/..%2f..%2fx/result")) {
            assertEquals(404, refused(get(WORKSHOP.styleService(), path)), path);
        }
    }

    /** The address is right, what was sent to it is not. */
    private static void invalid(HttpResponse<String> response) throws IOException {
        assertNotEquals(404, refused(response), response.body());
    }

    /** @return the status, after all that every problem must have was checked */
    private static int refused(HttpResponse<String> response) throws IOException {
        String what = response.request().method() + " " + response.request().uri() + " -> " + response.statusCode()
                + " " + response.body();
        assertTrue(response.statusCode() >= 400 && response.statusCode() < 500, what);
        assertTrue(
                response.headers().firstValue("Content-Type").orElse("none").startsWith("application/problem+json"),
                what);
        JsonNode problem = json(response);
        assertTrue(problem.path("type").asText().startsWith("urn:bottega:problem:"), what);
        assertEquals(response.statusCode(), problem.path("status").asInt(), what);
        assertFalse(problem.path("title").asText().isBlank(), what);
        assertFalse(problem.path("detail").asText().isBlank(), what);
        assertTrue(problem.hasNonNull("expected") || problem.hasNonNull("remedy"), "no help in " + what);
        noStackTrace(response);
        return response.statusCode();
    }

    private static void noStackTrace(HttpResponse<String> response) {
        assertFalse(response.body().contains("\tat ") || response.body().contains("Exception:"), response.body());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new JsonMapper().readTree(response.body());
    }

    private static HttpResponse<String> classify(String model, byte[] picture) throws Exception {
        return send(WORKSHOP.inferenceService(), "/vision/" + model + "/classify", "image/jpeg", picture);
    }

    private static HttpResponse<String> archive(byte[] archive) throws Exception {
        return send(WORKSHOP.trainingService(), "/datasets?name=bad", "application/zip", archive);
    }

    private static HttpResponse<String> run(String body) throws Exception {
        return send(WORKSHOP.trainingService(), "/runs", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A part that is null is left out. */
    private static HttpResponse<String> style(byte[] content, byte[] style, String parameters) throws Exception {
        Multipart form = new Multipart();
        if (content != null) {
            form.file("content", "content.png", "image/png", content);
        }
        if (style != null) {
            form.file("style", "style.png", "image/png", style);
        }
        form.json("parameters", parameters);
        return send(WORKSHOP.styleService(), "/jobs", form.contentType(), form.body());
    }

    private static HttpResponse<String> send(PackagedService service, String path, String contentType, byte[] body)
            throws Exception {
        return send(service, path, contentType, BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> send(
            PackagedService service, String path, String contentType, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.rest().base().resolve(path))
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(PackagedService service, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(service.rest().base().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(JPEG);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(Night.paint(1), "png", bytes);
        return bytes.toByteArray();
    }

    /** A PNG that claims a size and ends after its header. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocate(33);
        bytes.putLong(0x89504E470D0A1A0AL).putInt(13);
        bytes.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        bytes.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 12, 17);
        return bytes.putInt((int) crc.getValue()).array();
    }
}
