package bottega.networks.weights.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.catalogue.Downloader.Downloaded;
import bottega.networks.weights.catalogue.PublishedCheckpoint.Format;
import bottega.networks.weights.catalogue.PublishedCheckpoint.Preprocessing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that the test starts. */
class DownloaderTest {
    private static final byte[] FILE = file();
    static final String SHA256 = sha256(FILE);

    @TempDir
    Path home;

    private FileServer server;
    private WeightStore store;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(FILE);
        store = new WeightStore(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theWholeFile() throws IOException {
        var seen = new long[1];
        Downloaded downloaded = new Downloader(store).fetch(checkpoint("/file"), (received, total) -> {
            assertTrue(received > seen[0]);
            assertEquals(FILE.length, total.orElseThrow());
            seen[0] = received;
        });
        assertEquals(FILE.length, seen[0]);
        assertEquals(SHA256, downloaded.sha256());
        assertTrue(downloaded.compared());
        assertArrayEquals(FILE, Files.readAllBytes(downloaded.path()));
        assertOnlyTheFile();
        assertEquals(downloaded.path(), store.require(checkpoint("/file")));
    }

    @Test
    void whatBrokeOffGoesOn() throws IOException {
        server.breakOffAfter(100_000);
        Problem problem = failure("/file");
        assertEquals("urn:bottega:problem:download-failed", problem.type());
        assertTrue(problem.remedy().contains("goes on where it stopped"), problem.remedy());
        assertFalse(store.has(checkpoint("/file")));
        long have = Files.size(home.resolve("weights/w.pth.part"));
        assertTrue(have > 0 && have <= 100_000, "received " + have);

        server.breakOffAfter(Long.MAX_VALUE);
        fetch("/file");
        assertEquals(List.of("whole", "bytes=" + have + "-"), server.asked);
        assertOnlyTheFile();
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws IOException {
        server.refuseRanges();
        server.breakOffAfter(100_000);
        failure("/file");
        server.breakOffAfter(Long.MAX_VALUE);
        fetch("/file");
        assertEquals(2, server.asked.size());
        assertOnlyTheFile();
    }

    @Test
    void aFileThatChangedInBetweenIsFetchedAnew() throws IOException {
        server.breakOffAfter(100_000);
        failure("/file");
        server.breakOffAfter(Long.MAX_VALUE);
        server.changeFile();
        fetch("/file");
        assertOnlyTheFile();
    }

    /** Nothing tells whether the rest would be of the same file. */
    @Test
    void withoutAValidatorAllIsFetchedAnew() throws IOException {
        server.forgetEtag();
        server.breakOffAfter(100_000);
        failure("/file");
        server.breakOffAfter(Long.MAX_VALUE);
        fetch("/file");
        assertEquals(List.of("whole", "whole"), server.asked);
        assertOnlyTheFile();
    }

    /** The process died between the last byte and the renaming. */
    @Test
    void whatIsCompleteIsNotFetchedAgain() throws IOException {
        Files.createDirectories(home.resolve("weights"));
        Files.write(home.resolve("weights/w.pth.part"), FILE);
        Files.writeString(home.resolve("weights/w.pth.part.validator"), "\"first\"");
        fetch("/file");
        assertOnlyTheFile();
    }

    @Test
    void moreThanThereIsOnTheServerIsThrownAway() throws IOException {
        Files.createDirectories(home.resolve("weights"));
        Files.write(home.resolve("weights/w.pth.part"), Arrays.copyOf(FILE, FILE.length + 5));
        Files.writeString(home.resolve("weights/w.pth.part.validator"), "\"first\"");
        failure("/file");
        fetch("/file");
        assertOnlyTheFile();
    }

    @Test
    void aWrongChecksumIsDeleted() throws IOException {
        String other = "0".repeat(64);
        Problem problem = failure(checkpoint("/file", other, null, null));
        assertEquals("urn:bottega:problem:wrong-checksum", problem.type());
        assertTrue(problem.detail().contains("was deleted"), problem.detail());
        assertTrue(problem.expected().contains(other), problem.expected());
        assertTrue(problem.received().contains(SHA256), problem.received());
        try (var files = Files.list(home.resolve("weights"))) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void theFirstDigitsOfAChecksumAreCompared() throws IOException {
        assertTrue(new Downloader(store)
                .fetch(checkpoint("/file", null, SHA256.substring(0, 8), null), (_, _) -> {})
                .compared());
        Files.delete(home.resolve("weights/w.pth"));
        assertEquals(
                "urn:bottega:problem:wrong-checksum",
                failure(checkpoint("/file", null, "00000000", null)).type());
    }

    @Test
    void theServersChecksumWhereNothingBetterIsKnown() throws IOException {
        assertFalse(new Downloader(store)
                .fetch(checkpoint("/file", null, null, null), (_, _) -> {})
                .compared());
        assertTrue(new Downloader(store)
                .fetch(checkpoint("/moved", null, null, null), (_, _) -> {})
                .compared());
    }

    @Test
    void anotherSizeThanPublishedIsNotFetched() {
        Problem problem = failure(checkpoint("/file", SHA256, null, 5L));
        assertTrue(problem.received().contains(FILE.length + " bytes"), problem.received());
    }

    @Test
    void redirects() throws IOException {
        fetch("/moved");
        assertTrue(failure("/loop").expected().contains("redirects"));
        assertTrue(failure("/elsewhere").received().contains("ftp:"));
    }

    @Test
    void neverFromHttpsToAnythingElse() {
        URI secure = URI.create("https://example.org/a/b");
        assertEquals(URI.create("https://example.org/a/c"), Transfer.redirected(secure, "c"));
        assertEquals(URI.create("https://other.org/x"), Transfer.redirected(secure, "https://other.org/x"));
        for (String location :
                List.of("http://example.org/a", "file:///etc/passwd", "", "//", "ht tp://x", "data:,x")) {
            assertThrows(ProblemException.class, () -> Transfer.redirected(secure, location), location);
        }
    }

    @Test
    void noSuchFile() {
        Problem problem = failure("/nothing");
        assertEquals("status 404", problem.received());
        assertTrue(problem.remedy().contains("moved or taken back"), problem.remedy());
    }

    @Test
    void offline() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var nobody = new PublishedCheckpoint(
                "w",
                "net",
                "w.pth",
                URI.create("http://127.0.0.1:" + port + "/file"),
                Format.TORCH,
                "",
                SHA256,
                null,
                null,
                null,
                "",
                "");
        assertEquals("no connection to 127.0.0.1", failure(nobody).received());
        try (var files = Files.list(home.resolve("weights"))) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aServerThatFallsSilentIsLeft() {
        var downloader = new Downloader(store, Duration.ofMillis(200));
        assertThrows(ProblemException.class, () -> downloader.fetch(checkpoint("/stalls"), (_, _) -> {}));
    }

    @Test
    void aFileFetchedByHandIsAsGood() throws IOException {
        assertEquals(
                "urn:bottega:problem:checkpoint-missing",
                assertThrows(ProblemException.class, () -> store.require(checkpoint("/file")))
                        .problem()
                        .type());
        Path path = store.path(checkpoint("/file"));
        Files.createDirectories(path.getParent());
        Files.write(path, FILE);
        assertEquals(path, store.require(checkpoint("/file")));
        Files.write(path, new byte[] {1});
        assertEquals(
                "urn:bottega:problem:wrong-checksum",
                assertThrows(ProblemException.class, () -> store.require(checkpoint("/file")))
                        .problem()
                        .type());
        assertTrue(Files.exists(path), "what the user put there is the user's");
    }

    @Test
    void theCommandListsAndFetches() {
        var catalogue = new Catalogue(List.of(checkpoint("/file")));
        assertEquals("", run(catalogue, 0).replaceAll("(?s)w  .*", ""));
        assertFalse(Files.exists(home.resolve("weights")), "listing downloads nothing");
        String fetched = run(catalogue, 0, "w");
        assertTrue(fetched.contains("sha256   " + SHA256 + ", as published"), fetched);
        assertTrue(fetched.contains("100 %"), fetched);
        String again = run(catalogue, 0, "w");
        assertTrue(again.contains("is here already, its checksum is right"), again);
        assertEquals(1, server.asked.size());
        assertTrue(run(catalogue, 2, "x").contains("expected  one of w"));
        assertTrue(run(new Catalogue(List.of(checkpoint("/nothing", null, null, null))), 0, "w")
                .contains("here already"));
    }

    private String run(Catalogue catalogue, int status, String... names) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(status, new WeightsCommand(catalogue, store, out, false).run(List.of(names), out));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void assertOnlyTheFile() throws IOException {
        try (var files = Files.list(home.resolve("weights"))) {
            assertEquals(List.of(home.resolve("weights/w.pth")), files.toList());
        }
        assertArrayEquals(FILE, Files.readAllBytes(home.resolve("weights/w.pth")));
    }

    private void fetch(String path) throws IOException {
        new Downloader(store).fetch(checkpoint(path), (_, _) -> {});
    }

    private Problem failure(String path) {
        return failure(checkpoint(path));
    }

    private Problem failure(PublishedCheckpoint checkpoint) {
        return assertThrows(ProblemException.class, () -> new Downloader(store).fetch(checkpoint, (_, _) -> {}))
                .problem();
    }

    private PublishedCheckpoint checkpoint(String path) {
        return checkpoint(path, SHA256, null, null);
    }

    private PublishedCheckpoint checkpoint(String path, String sha256, String prefix, Long bytes) {
        var preprocessing = new Preprocessing("RGB", 1, List.of(0., 0., 0.), List.of(1., 1., 1.), 224, 256, "bilinear");
        return new PublishedCheckpoint(
                "w",
                "net",
                "w.pth",
                server.at(path),
                Format.TORCH,
                "MIT",
                sha256,
                prefix,
                bytes,
                preprocessing,
                "us",
                "");
    }

    private static byte[] file() {
        byte[] bytes = new byte[1_000_003];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
