package bottega.training.dataset;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DataSetsResourceTest.SmallLimits.class)
class DataSetsResourceTest {
    private static final String PROBLEM = "urn:bottega:problem:";

    @Inject
    DataSets dataSets;

    @Inject
    DataSetsConfig config;

    /** Limits that a test can reach. */
    public static final class SmallLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "bottega.datasets.max-archive-size", "9M",
                    "bottega.datasets.max-entries", "2000",
                    "bottega.datasets.max-file-size", "17M",
                    "bottega.datasets.max-unpacked-size", "18M",
                    "bottega.datasets.max-pixels", "1000000",
                    "bottega.datasets.max-pixels-at-once", "1000000");
        }
    }

    private static ValidatableResponse post(byte[] archive) {
        return given().contentType("application/octet-stream")
                .body(archive)
                .post("/datasets?name=test-" + System.nanoTime())
                .then();
    }

    private static void refused(byte[] archive, int status, String kind) {
        post(archive)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM + kind))
                .body("expected", notNullValue())
                .body("received", notNullValue())
                .body("remedy", notNullValue());
    }

    @AfterEach
    void nothingHalfDoneIsLeft() throws IOException {
        try (var entries = Files.list(config.folder())) {
            assertEquals(
                    List.of(),
                    entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> name.startsWith(".") && !name.equals(".versions.lock"))
                            .toList());
        }
    }

    @Test
    void storesAndServesAndDeletes() throws IOException {
        Map<String, byte[]> files = Archives.lions("");
        files.put("lion/notes.txt", Archives.text("no picture"));
        files.put("README.md", Archives.text("no class"));
        files.put("lion/.DS_Store", Archives.text("noise"));
        files.put("__MACOSX/lion/._a.png", Archives.text("noise"));
        files.put("bull/Thumbs.db", Archives.text("noise"));
        byte[] broken = Arrays.copyOf(Archives.png(7), 40);
        files.put("bull/broken.png", broken);
        String location = post(Archives.zip(files))
                .statusCode(201)
                .header("Location", matchesPattern("http://.*/datasets/[0-9a-z]{26}"))
                .body("name", startsWith("test-"))
                .body("classes.name", contains("bull", "lion"))
                .body("classes.pictures", contains(2, 2))
                .body("pictures", equalTo(4))
                .body("skippedFiles", equalTo(3))
                .body("skipped.file", contains("README.md", "bull/broken.png", "lion/notes.txt"))
                .body("skipped.reason[2]", containsString("Not a picture"))
                .body("hash", matchesPattern("[0-9a-f]{64}"))
                .body("createdAt", endsWith("Z"))
                .extract()
                .header("Location");
        String id = location.substring(location.lastIndexOf('/') + 1);
        given().get(location).then().statusCode(200).body("id", equalTo(id)).body("skipped", hasSize(3));
        given().get("/datasets?limit=1")
                .then()
                .statusCode(200)
                .body("id", contains(id))
                .body("skipped", contains(nullValue()));
        given().get("/datasets?limit=1&after=" + id).then().statusCode(200);
        given().get("/datasets?limit=0").then().statusCode(400);

        DataSet dataSet = dataSets.find(id).orElseThrow();
        assertEquals(List.of("bull", "lion"), dataSet.classes());
        List<Example> examples = dataSet.examples();
        assertEquals(
                List.of("bull/a.png", "bull/c.png", "lion/a.png", "lion/b.png"),
                examples.stream().map(Example::name).toList());
        assertEquals(List.of(0, 0, 1, 1), examples.stream().map(Example::label).toList());
        assertTrue(
                Arrays.equals(
                        Archives.png(2), Files.readAllBytes(examples.get(2).file())),
                "the very bytes");

        given().delete(location).then().statusCode(204);
        given().get(location).then().statusCode(404).body("type", equalTo(PROBLEM + "unknown-data-set"));
        given().delete(location).then().statusCode(404);
        given().get("/datasets/..%2f..").then().statusCode(404);
    }

    @Test
    void takesEveryFormatAndPlaceAndTheHashTellsContents() throws IOException {
        String hash = hash(Archives.zip(Archives.lions("")));
        assertEquals(hash, hash(Archives.zip(Archives.lions("set/of/lions/"))));
        assertEquals(hash, hash(Archives.tar(Archives.lions(""))));
        assertEquals(hash, hash(Archives.tar(Archives.lions("./set/"))));
        assertEquals(hash, hash(Archives.gzip(Archives.tar(Archives.lions("set/")))));
        Map<String, byte[]> other = Archives.lions("");
        other.put("bull/c.png", Archives.png(5));
        assertNotEquals(hash, hash(Archives.zip(other)));
        Map<String, byte[]> renamed = Archives.lions("");
        renamed.put("bull/d.png", renamed.remove("bull/c.png"));
        assertNotEquals(hash, hash(Archives.zip(renamed)));
    }

    private static String hash(byte[] archive) {
        return post(archive).statusCode(201).extract().path("hash");
    }

    @Test
    void takesAMultipartForm() throws IOException {
        given().multiPart("archive", "lions.zip", Archives.zip(Archives.lions("")), "application/zip")
                .post("/datasets?name=form")
                .then()
                .statusCode(201)
                .body("pictures", equalTo(4));
        given().multiPart("picture", "lions.zip", new byte[] {1}, "application/zip")
                .post("/datasets?name=form")
                .then()
                .statusCode(400)
                .body("type", equalTo(PROBLEM + "missing-part"));
    }

    @Test
    void refusesBadRequests() throws IOException {
        byte[] lions = Archives.zip(Archives.lions(""));
        for (String query : List.of("", "?name=", "?name=" + "x".repeat(101), "?name=a%00b")) {
            given().urlEncodingEnabled(false)
                    .contentType("application/zip")
                    .body(lions)
                    .post("/datasets" + query)
                    .then()
                    .statusCode(400)
                    .body("pointer", equalTo("name"));
        }
        given().contentType("application/json")
                .body("{}")
                .post("/datasets?name=x")
                .then()
                .statusCode(415);
        refused(new byte[0], 415, "not-an-archive");
        refused(Archives.png(1), 415, "not-an-archive");
        byte[] noise = new byte[5000];
        Arrays.fill(noise, (byte) 0xdb);
        refused(noise, 415, "not-an-archive");
        refused(Arrays.copyOf(lions, lions.length - 30), 422, "damaged-archive");
        byte[] gzip = Archives.gzip(Archives.tar(Archives.lions("")));
        refused(Arrays.copyOf(gzip, gzip.length / 2), 422, "damaged-archive");
        refused(Archives.gzip(Archives.text("x".repeat(5000))), 422, "damaged-archive");
    }

    @Test
    void refusesWhatIsNoDataSet() throws IOException {
        refused(Archives.zip(Map.of()), 422, "empty-data-set");
        refused(
                Archives.zip(Map.of("a/x.txt", Archives.text("x"), "b/y.txt", Archives.text("y"))),
                422,
                "empty-data-set");
        refused(Archives.zip(Map.of("x.png", Archives.png(1), "y.png", Archives.png(2))), 422, "empty-data-set");
        refused(
                Archives.zip(Map.of("train/a/x.png", Archives.png(1), "test/a/y.png", Archives.png(2))),
                422,
                "one-class-only");
        refused(
                Archives.zip(Map.of("one/a/x.png", Archives.png(1), "two/a/y.png", Archives.png(2))),
                422,
                "empty-data-set");
        refused(
                Archives.zip(Map.of("lion/x.png", Archives.png(1), "lion/y.png", Archives.png(2))),
                422,
                "one-class-only");
        refused(
                Archives.zip(Map.of("lion/x.png", Archives.png(1), "bull/y.png", Archives.text("y"))),
                422,
                "one-class-only");
    }

    @Test
    void refusesBadClassNames() throws IOException {
        for (String name : List.of("St. Mark", "x".repeat(101), " lion", "LION")) {
            Map<String, byte[]> files = Archives.lions("");
            files.put(name + "/x.png", Archives.png(1));
            refused(Archives.zip(files), 422, "bad-class-name");
        }
        Map<String, byte[]> persian = Archives.lions("");
        persian.put("می\u200cخواهم/x.png", Archives.png(1));
        post(Archives.zip(persian)).statusCode(201).body("pictures", equalTo(5));
    }

    @Test
    void refusesUnsafePathsAsAWhole() throws IOException {
        for (String name : List.of(
                "../x.png",
                "lion/../../x.png",
                "/etc/x.png",
                "C:/x.png",
                "lion\\x.png",
                "lion//x.png",
                "lion/\u0007.png",
                "a\u202e/b")) {
            Map<String, byte[]> files = Archives.lions("");
            files.put(name, Archives.png(1));
            refused(Archives.tar(files), 422, "unsafe-archive");
            if (!name.contains("\\")) { // the writer turns those into slashes
                refused(Archives.zip(files), 422, "unsafe-archive");
            }
        }
    }

    @Test
    void refusesLinksAndDevices() throws IOException {
        for (byte type : new byte[] {
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_CHR,
            TarConstants.LF_BLK,
            TarConstants.LF_FIFO
        }) {
            refused(Archives.tarWithSpecial("lion/x.png", type, "/etc/passwd"), 422, "unsafe-archive");
        }
        byte[] link = Archives.zip(Archives.lions(""), entry -> {
            if (entry.getName().equals("bull/c.png")) {
                entry.setUnixMode(UnixStat.LINK_FLAG | 0777);
            }
        });
        refused(link, 422, "unsafe-archive");
    }

    @Test
    void refusesEncryptedEntries() throws IOException {
        byte[] zip = Archives.zip(Archives.lions(""));
        // bit 0 of the flags at offset 8 of each entry in the directory, which begins with PK 1 2
        for (int i = 0; i + 9 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        refused(zip, 422, "encrypted-archive");
    }

    @Test
    void refusesBombs() throws IOException {
        Map<String, byte[]> bomb = Archives.lions("");
        bomb.put("lion/bomb1.png", new byte[9 << 20]);
        bomb.put("lion/bomb2.png", new byte[9 << 20]);
        refused(Archives.zip(bomb), 422, "archive-bomb");
        refused(Archives.gzip(Archives.tar(bomb)), 422, "archive-bomb");
        Map<String, byte[]> wide = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            wide.put("lion/" + i + ".png", compressible(5 << 20));
        }
        refused(Archives.zip(wide), 413, "unpacks-too-large");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 2001; i++) {
            many.put("lion/" + i, new byte[0]);
        }
        refused(Archives.zip(many), 413, "too-many-entries");
        refused(Archives.tar(many), 413, "too-many-entries");
    }

    /** To a tenth or so: too little for a bomb. */
    private static byte[] compressible(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i += 16) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void anEntryThatLiesAboutItsSizeIsNotBelieved() throws IOException {
        Map<String, byte[]> files = Archives.lions("");
        files.put("lion/liar.png", new byte[1 << 20]);
        byte[] zip = Archives.zip(files);
        // the uncompressed size at offset 24 of the directory's last entry
        for (int i = 0; i + 46 < zip.length; i++) {
            if (zip[i] == 'P'
                    && zip[i + 1] == 'K'
                    && zip[i + 2] == 1
                    && zip[i + 3] == 2
                    && new String(zip, i + 46, 9, StandardCharsets.US_ASCII).equals("lion/liar")) {
                zip[i + 24] = 16;
                zip[i + 25] = 0;
                zip[i + 26] = 0;
            }
        }
        refused(zip, 422, "damaged-archive");
    }

    @Test
    void skipsFilesBeyondTheLimits() throws IOException {
        Map<String, byte[]> files = Archives.lions("");
        files.put("lion/" + "n".repeat(300) + ".png", Archives.png(1));
        files.put("lion/A.PNG", Archives.png(1));
        files.put("lion/huge.png", hugePng());
        post(Archives.zip(files)).statusCode(201).body("pictures", equalTo(4)).body("skippedFiles", equalTo(3));
    }

    /** A header that claims 60,000 x 60,000 pixels. */
    private static byte[] hugePng() {
        byte[] png = Archives.png(1);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        byte[] tooLarge = new byte[(9 << 20) + 1];
        given().contentType("application/zip")
                .body(new ByteArrayInputStream(tooLarge)) // chunked: it does not say how long it is
                .post("/datasets?name=x")
                .then()
                .statusCode(413)
                .body("type", equalTo(PROBLEM + "archive-too-large"));
        refused(new byte[(9 << 20) + (1 << 17)], 413, "archive-too-large");
        given().multiPart("archive", "x.zip", new byte[(9 << 20) + (1 << 17)], "application/zip")
                .post("/datasets?name=x")
                .then()
                .statusCode(413)
                .body("type", equalTo(PROBLEM + "archive-too-large"));
    }

    @Test
    void otherContentIsANewVersionAndTheSameIsThereAlready() throws IOException {
        String name = "versions-" + System.nanoTime();
        byte[] first = Archives.zip(Archives.lions(""));
        Map<String, byte[]> changed = Archives.lions("");
        changed.put("bull/c.png", Archives.png(5));
        Map<String, byte[]> described = Archives.lions("");
        described.put("classes.csv", Archives.text("name,uri\nlion,http://vocab/lion\n"));
        String id = named(name, first)
                .statusCode(201)
                .body("version", equalTo(1))
                .extract()
                .path("id");
        named(name, Archives.zip(changed)).statusCode(201).body("version", equalTo(2));
        named(name, Archives.zip(described)).statusCode(201).body("version", equalTo(3));
        long before = folders();
        named(name, Archives.gzip(Archives.tar(Archives.lions("packed/otherwise/"))))
                .statusCode(200)
                .header("Location", endsWith("/datasets/" + id))
                .body("id", equalTo(id))
                .body("version", equalTo(1));
        assertEquals(before, folders());
        named(name + "b", first).statusCode(201).body("version", equalTo(1));
        given().delete("/datasets/" + id).then().statusCode(204);
        named(name, first).statusCode(201).body("version", equalTo(4));
    }

    private static ValidatableResponse named(String name, byte[] archive) {
        return given().contentType("application/zip")
                .body(archive)
                .post("/datasets?name=" + name)
                .then();
    }

    private long folders() throws IOException {
        try (var entries = Files.list(config.folder())) {
            return entries.count();
        }
    }

    @Test
    void uploadsAtTheSameTimeAreDifferentVersions() throws Exception {
        String name = "race-" + System.nanoTime();
        var archives = new ArrayList<byte[]>();
        for (int i = 0; i < 3; i++) {
            Map<String, byte[]> files = Archives.lions("");
            files.put("lion/more.png", Archives.png(10 + i));
            archives.add(Archives.zip(files));
            archives.add(archives.getLast());
        }
        var versions = new ArrayList<Integer>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            var answers = new ArrayList<Future<Integer>>();
            for (byte[] archive : archives) {
                answers.add(threads.submit(() -> named(name, archive).extract().<Integer>path("version")));
            }
            for (Future<Integer> answer : answers) {
                versions.add(answer.get());
            }
        }
        versions.sort(null);
        assertEquals(List.of(1, 1, 2, 2, 3, 3), versions);
    }

    @Test
    void theKindCanBeAskedFor() throws IOException {
        byte[] lions = Archives.zip(Archives.lions(""));
        String name = "kinds-" + System.nanoTime();
        named(name + "&kind=multi-label-pictures", lions).statusCode(201).body("kind", equalTo("multi-label-pictures"));
        named(name, lions).statusCode(201).body("kind", equalTo("pictures")).body("version", equalTo(2));
        named(name + "&kind=films", lions)
                .statusCode(400)
                .body("pointer", equalTo("kind"))
                .body("expected", containsString("multi-label-pictures"));
    }

    @Test
    void importsFoldersAndArchives() throws IOException {
        String top = "saints-" + System.nanoTime();
        Path folder = config.imports().resolve(top);
        for (var file : Archives.lions("").entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
        Path secret = Files.write(config.folder().resolveSibling("secret.png"), Archives.png(9));
        Files.createSymbolicLink(folder.resolve("lion/link.png"), secret.toAbsolutePath());
        Files.createSymbolicLink(folder.resolve("outside"), config.folder().toAbsolutePath());
        Files.write(folder.resolve("lion/back\\slash.png"), Archives.png(8));
        Files.write(config.imports().resolve(top + ".zip"), Archives.zip(Archives.lions("")));

        given().get("/datasets/imports?limit=2&after=" + top.substring(0, top.length() - 1))
                .then()
                .statusCode(200)
                .body("folder", contains(top, top + ".zip"))
                .body("type", contains("folder", "file"))
                .body("bytes[1]", notNullValue());
        String id = imported("{\"folder\": \"" + top + "/\"}")
                .statusCode(201)
                .body("name", equalTo(top))
                .body("pictures", equalTo(4))
                .body("skipped.reason", hasItems("It is a link.", "Its name is not taken: a backslash in a name."))
                .extract()
                .path("id");
        imported("{\"folder\": \"" + top + ".zip\"}").statusCode(200).body("id", equalTo(id));
        imported("{\"folder\": \"" + top + "\", \"name\": \"other\", \"kind\": \"multi-label-pictures\"}")
                .statusCode(201)
                .body("kind", equalTo("multi-label-pictures"));

        // what happens to the folder does not reach the data set
        Files.write(folder.resolve("bull/a.png"), Archives.text("changed"));
        Example bull = dataSets.find(id).orElseThrow().examples().getFirst();
        assertTrue(Arrays.equals(Archives.png(3), Files.readAllBytes(bull.file())));
        assertTrue(Files.exists(folder.resolve("lion/a.png")), "nothing is taken away");

        for (String outside : List.of(
                "..", "../datasets", top + "/../..", "/etc", "", ".", top + "//lion", top + "/outside", "a\\u0000b")) {
            imported("{\"folder\": \"" + outside + "\"}").statusCode(400).body("pointer", equalTo("/folder"));
        }
        imported("{\"folder\": \"nothing-here\"}").statusCode(404).body("type", equalTo(PROBLEM + "unknown-import"));
        imported("{\"folder\": \"" + top + "/lion\"}").statusCode(422);
        imported("{\"folder\": \"" + top + "/lion/a.png\"}").statusCode(415);
        imported("{}").statusCode(400);
        imported("").statusCode(400);
        imported("{\"folder\": \"" + top + "\", \"kind\": \"films\"}").statusCode(400);
        imported("{\"folder\": [1]}").statusCode(400);
        given().get("/datasets/imports?limit=0").then().statusCode(400);
    }

    private static ValidatableResponse imported(String request) {
        return given().contentType("application/json")
                .body(request)
                .post("/datasets/imports")
                .then();
    }

    @Test
    void takesRealCoins() throws IOException {
        Path coins = Path.of(Optional.ofNullable(System.getProperty("BOTTEGA_SHARED_DATA"))
                        .or(() -> Optional.ofNullable(System.getenv("BOTTEGA_SHARED_DATA")))
                        .orElse("../../shared/data"))
                .resolve("coins/train");
        assumeTrue(Files.isDirectory(coins), () -> "no real data at " + coins.toAbsolutePath());
        Path archive = Files.createTempFile("coins", ".zip");
        try (var files = Files.walk(coins);
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry("train/" + coins.relativize(file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        post(Files.readAllBytes(archive))
                .statusCode(201)
                .body("pictures", equalTo(1291))
                .body("classes", hasSize(8))
                .body("skippedFiles", equalTo(0));
        Files.delete(archive);
    }
}
