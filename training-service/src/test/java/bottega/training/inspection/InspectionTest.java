package bottega.training.inspection;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Reports and contact sheets through REST, on data sets of which everything is known. */
@QuarkusTest
class InspectionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ConfigProperty(name = "bottega.home")
    Path home;

    /** 24 lions, 6 bulls, one of them a lion's picture made smaller, one there twice, and a file that is no picture. */
    @Test
    void aReportCountsAndFindsWhatIsThereTwice() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 24; i++) {
            files.put("lion/%02d.png".formatted(i), PngWriter.encode(noise(i, 40, 60)));
        }
        for (int i = 0; i < 4; i++) {
            files.put("bull/%02d.png".formatted(i), PngWriter.encode(noise(100 + i, 240, 240)));
        }
        files.put("bull/again.png", files.get("bull/02.png"));
        files.put("bull/small.png", PngWriter.encode(Resampler.resize(noise(5, 40, 60), 30, 45)));
        files.put("bull/notes.txt", "no picture".getBytes());
        String id = upload(files);
        report(id)
                .body("dataset", equalTo(id))
                .body("examples", equalTo(30))
                .body("parts", nullValue())
                .body("classes.name", contains("bull", "lion"))
                .body("classes.examples", contains(6, 24))
                .body("balance.largest", equalTo("lion"))
                .body("balance.smallest", equalTo("bull"))
                .body("balance.ratio", equalTo(4f))
                .body("balance.accuracyOfLargest", equalTo(0.8f))
                .body("balance.few", contains("bull"))
                .body("skipped.count", equalTo(1))
                .body("skipped.first[0].file", equalTo("bull/notes.txt"))
                .body("unreadable.count", equalTo(0))
                .body("sizes.width.least", equalTo(30f))
                .body("sizes.width.median", equalTo(40f))
                .body("sizes.width.most", equalTo(240f))
                .body("sizes.height.median", equalTo(60f))
                .body("sizes.smallerThan.'32'", equalTo(1))
                .body("sizes.smallerThan.'64'", equalTo(25))
                .body("sizes.smallerThan.'224'", equalTo(25))
                .body("sizes.smallerThan.'299'", equalTo(30))
                .body("sizes.farFromSquare", equalTo(0))
                .body("exactDuplicates.groups", equalTo(1))
                .body("exactDuplicates.acrossClasses", equalTo(0))
                .body("exactDuplicates.first[0].members.name", contains("bull/02.png", "bull/again.png"))
                .body("nearDuplicates.groups", equalTo(1))
                .body("nearDuplicates.complete", equalTo(true))
                .body("nearDuplicates.acrossClasses", equalTo(1))
                .body("nearDuplicates.first[0].acrossClasses", equalTo(true))
                .body("nearDuplicates.first[0].members.name", contains("bull/small.png", "lion/05.png"))
                .body("nearDuplicates.first[0].members.classes", contains(contains("bull"), contains("lion")))
                .body("lookAt", hasItem(containsString("at least one label of each is wrong")))
                .body("lookAt", hasItem(containsString("4.0 times as many")))
                .body("lookAt", hasItem(containsString("80.0 %")))
                .body("lookAt", hasItem(containsString("1 file was left out")));
    }

    @Test
    void partsAreCountedAndCopiesAcrossThemAreALeak() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            files.put("train/lion/%d.png".formatted(i), PngWriter.encode(noise(i, 50, 50)));
            files.put("train/bull/%d.png".formatted(i), PngWriter.encode(noise(20 + i, 50, 50)));
            files.put("test/lion/%d.png".formatted(i), PngWriter.encode(noise(40 + i, 50, 50)));
        }
        files.put("test/lion/copy.png", files.get("train/lion/3.png"));
        report(upload(files))
                .body("parts.training", equalTo(16))
                .body("parts.test", equalTo(9))
                .body("classes[1].parts.training", equalTo(8))
                .body("classes[1].parts.test", equalTo(9))
                .body("classes[0].parts.test", nullValue())
                .body("exactDuplicates.acrossParts", equalTo(1))
                .body("exactDuplicates.first[0].members.part", contains("test", "training"))
                .body("lookAt[0]", containsString("lie in more than one part"))
                .body("lookAt", hasItem("In the part 'test' there is no example of 'bull'."));
    }

    @Test
    void aReportIsKeptUntilTheContentOrTheFormatIsAnother() throws IOException {
        String id = upload(Map.of(
                "a/1.png", PngWriter.encode(noise(1, 20, 20)),
                "b/1.png", PngWriter.encode(noise(2, 20, 20))));
        String first = report(id).extract().asString();
        Path file = home.resolve("datasets").resolve(id).resolve("report.json");
        assertTrue(Files.exists(file));
        assertEquals(first, report(id).extract().asString(), "with its time: it was not made again");
        Files.writeString(file, first.replace("\"format\":1", "\"format\":0"));
        assertNotEquals(first, report(id).extract().asString());
        Files.writeString(file, first.replaceFirst("\"hash\":\"[0-9a-f]", "\"hash\":\"x"));
        report(id).body("hash", equalTo(when().get("/datasets/{id}", id).path("hash")));
        try (var left = Files.list(file.getParent())) {
            assertFalse(left.anyMatch(each -> each.getFileName().toString().startsWith(".report")));
        }
    }

    @Test
    void aPictureThatCannotBeReadAnyMoreIsSaidSo() throws IOException {
        String id = upload(Map.of(
                "a/1.png", PngWriter.encode(noise(1, 20, 20)),
                "a/2.png", PngWriter.encode(noise(3, 20, 20)),
                "b/1.png", PngWriter.encode(noise(2, 20, 20))));
        try (var files = Files.walk(home.resolve("datasets").resolve(id))) {
            Path broken =
                    files.filter(each -> each.endsWith("a/2.png")).findFirst().orElseThrow();
            Files.writeString(broken, "rotten");
        }
        report(id)
                .body("unreadable.count", equalTo(1))
                .body("unreadable.first[0].file", equalTo("a/2.png"))
                .body("unreadable.first[0].reason", notNullValue())
                .body("lookAt[0]", containsString("cannot be read now"));
        sheet(id, "").then().statusCode(200);
    }

    @Test
    void aSheetShowsSomeOfEachClassTheSameForASeed() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("a/%d.png".formatted(i), PngWriter.encode(noise(i, 32, 32)));
        }
        files.put("b/1.png", PngWriter.encode(noise(50, 32, 32)));
        String id = upload(files);
        byte[] png = sheet(id, "?perClass=4&size=32&seed=7").asByteArray();
        assertArrayEquals(png, sheet(id, "?perClass=4&size=32&seed=7").asByteArray());
        RgbImage sheet = new ImageDecoder(DecodeLimits.defaults()).decode(png);
        assertEquals(420, sheet.width());
        assertEquals(64 + 2 * (22 + 32 + 12) + 24, sheet.height());
        // the second class has one picture: it is the first of its row, and nothing is beside it
        int top = 64 + 66 + 22;
        RgbImage only = noise(50, 32, 32);
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(only.get(5, 9, channel), sheet.get(24 + 5, top + 9, channel));
            assertEquals(255, sheet.get(24 + 38 + 5, top + 9, channel));
        }
        assertFalse(Arrays.equals(png, sheet(id, "?perClass=4&size=32&seed=8").asByteArray()));
        sheet(id, "?perClass=0").then().statusCode(400).body("pointer", equalTo("perClass"));
        sheet(id, "?size=9999").then().statusCode(400).body("pointer", equalTo("size"));
        sheet(id, "?perClass=50&size=512").then().statusCode(400).body("type", containsString("sheet-too-large"));
    }

    @Test
    void anUnknownDataSetIsSaidSo() {
        when().get("/datasets/01aaaaaaaaaaaaaaaaaaaaaaaa/report").then().statusCode(404);
        when().get("/datasets/01aaaaaaaaaaaaaaaaaaaaaaaa/contact-sheet.png")
                .then()
                .statusCode(404);
    }

    private static Response sheet(String id, String query) {
        return when().get("/datasets/" + id + "/contact-sheet.png" + query);
    }

    private static ValidatableResponse report(String id) {
        Instant end = Instant.now().plus(PATIENCE);
        Response response = when().get("/datasets/{id}/report", id);
        while (response.statusCode() == 202) {
            assertTrue(Instant.now().isBefore(end), "no report within " + PATIENCE);
            assertEquals(
                    "/datasets/" + id + "/report", response.header("Location").replaceFirst("http://[^/]*", ""));
            response = when().get("/datasets/{id}/report", id);
        }
        return response.then().statusCode(200);
    }

    private static RgbImage noise(int seed, int width, int height) {
        byte[] coarse = new byte[3 * 9 * 9];
        new Random(seed).nextBytes(coarse);
        return Resampler.resize(new RgbImage(9, 9, coarse), width, height);
    }

    private static String upload(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return given().contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/datasets?name=known")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
