package bottega.deploy.packaged;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bottega.deploy.demo.Training;
import bottega.deploy.ornament.OrnamentSet;
import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of training-service with one BOTTEGA_HOME and a real PostgreSQL, one of which is killed at work. */
class ReplicasIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long SEED = 3;
    private static final int EPOCHS = 60;

    @TempDir
    Path home;

    private EmbeddedPostgres postgres;
    private PackagedService first;
    private PackagedService second;

    @BeforeEach
    void start() throws Exception {
        String cause = "";
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            cause = e.toString();
        }
        assumeTrue(postgres != null, "PostgreSQL does not start here: " + cause);
        first = replica("first");
        second = replica("second");
        first.start();
        second.start();
        first.awaitReady();
        second.awaitReady();
    }

    /** A worker counts as dead after eight seconds, so that a slow machine buries none that is alive. */
    private PackagedService replica(String name) throws IOException {
        return new PackagedService(
                "training-service",
                home,
                home.resolve(name + ".log"),
                Map.of(
                        "bottega.jobs.database.url", postgres.getJdbcUrl("postgres", "postgres"),
                        "bottega.jobs.heartbeat", "PT1S",
                        "bottega.jobs.missed-heartbeats", "8"));
    }

    @AfterEach
    void end() throws Exception {
        for (PackagedService each :
                Stream.of(first, second).filter(each -> each != null).toList()) {
            each.end();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void twoReplicasShareTheWorkAndOneTakesOverFromTheOther() throws Exception {
        try {
            shareAndTakeOver();
        } catch (Exception | AssertionError e) {
            Stream.of(first, second).forEach(each -> System.err.println("---- a replica's log\n" + each.log()));
            throw e;
        }
    }

    private void shareAndTakeOver() throws Exception {
        Path archive = home.resolve("ornaments.zip");
        try (OutputStream out = Files.newOutputStream(archive)) {
            new OrnamentSet(SEED, 40, 1).writeArchive(out);
        }
        var training = new Training(first.rest());
        String dataset = training.upload("ornaments", archive).path("id").asText();
        // the same twice: one will be interrupted and the other not
        String one = training.start(dataset, "lenet", EPOCHS, SEED);
        String two = training.start(dataset, "lenet", EPOCHS, SEED);
        JsonNode statusOfOne = await(first, one, ReplicasIT::hasACheckpoint);
        JsonNode statusOfTwo = await(second, two, ReplicasIT::hasACheckpoint);
        assertNotEquals(worksOn(first, one), worksOn(first, two), "each replica has one, on its one lane");
        assertNotEquals(worksOn(first, one), worksOn(second, one), "each run has one");

        // the one that has more to do, so that it does not end before its replica is killed
        boolean oneIsBehind = step(statusOfOne) < step(statusOfTwo);
        String behind = oneIsBehind ? one : two;
        String ahead = oneIsBehind ? two : one;
        PackagedService dead = worksOn(first, behind) ? first : second;
        PackagedService alive = dead == first ? second : first;
        dead.kill();
        List<String> more = Stream.of(5L, 6L)
                .map(seed -> new Training(alive.rest()).start(dataset, "linear", 1, seed))
                .toList();
        JsonNode interrupted = await(alive, behind, ReplicasIT::hasEnded);
        JsonNode uninterrupted = await(alive, ahead, ReplicasIT::hasEnded);
        for (String run : more) {
            assertEquals(
                    "SUCCEEDED",
                    await(alive, run, ReplicasIT::hasEnded).path("state").asText());
        }

        assertEquals("SUCCEEDED", interrupted.path("state").asText(), interrupted.toString());
        assertEquals(2, interrupted.path("attempt").asInt(), "it was taken over");
        assertEquals(1, uninterrupted.path("attempt").asInt(), "it was not");
        assertTrue(alive.log().contains("Job " + behind + " (training), attempt 2 begins"), "by the other replica");
        String events = events(alive, behind);
        assertTrue(events.contains("taken up again after epoch "), "from its checkpoint: " + events);
        assertEquals(figures(uninterrupted), figures(interrupted), "every epoch, to the last bit");
        assertArrayEquals(weights(ahead), weights(behind), "the kept weights, byte for byte");
    }

    private static boolean hasACheckpoint(JsonNode run) {
        return run.path("metrics").path("epoch").asInt() > 2;
    }

    private static long step(JsonNode run) {
        return run.path("progress").path("step").asLong();
    }

    private static boolean hasEnded(JsonNode run) {
        return List.of("SUCCEEDED", "FAILED", "CANCELLED")
                .contains(run.path("state").asText());
    }

    private static boolean worksOn(PackagedService replica, String run) {
        return replica.log().contains("Job " + run + " (training), attempt 1 begins");
    }

    private static String events(PackagedService replica, String run) throws IOException {
        try (Stream<String> lines = replica.rest().events("/runs/" + run + "/events", "")) {
            return String.join(
                    "\n", lines.filter(each -> each.startsWith("data:")).toList());
        }
    }

    /** Of every epoch what does not depend on time; a JSON number has all digits that tell it from its neighbours. */
    private static List<List<String>> figures(JsonNode run) {
        return StreamSupport.stream(run.path("result").path("history").spliterator(), false)
                .map(epoch -> Stream.of("epoch", "trainingLoss", "trainingAccuracy", "loss", "accuracy", "gradientNorm")
                        .map(each -> epoch.path(each).asText())
                        .toList())
                .toList();
    }

    private byte[] weights(String run) throws IOException {
        return Files.readAllBytes(home.resolve("runs").resolve(run).resolve("best.safetensors"));
    }

    private static JsonNode await(PackagedService replica, String run, Predicate<JsonNode> condition)
            throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode status = replica.rest().get("/runs/" + run);
            if (condition.test(status)) {
                return status;
            }
            assertTrue(Instant.now().isBefore(end), "not within " + PATIENCE + ": " + status);
            Thread.sleep(50);
        }
    }
}
