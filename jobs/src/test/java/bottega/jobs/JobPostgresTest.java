package bottega.jobs;

import static bottega.jobs.JobsFixture.await;
import static bottega.jobs.JobsFixture.awaitEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bottega.common.job.JobState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas on a real PostgreSQL: the same code with one setting. */
class JobPostgresTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path home;

    @BeforeAll
    static void startPostgres() {
        String cause = "";
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            cause = e.toString();
        }
        assumeTrue(postgres != null, "PostgreSQL does not start here: " + cause);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void twoWorkersShareTheQueueAndTakeOverFromTheDead() throws Exception {
        Map<String, String> settings = Map.of("bottega.jobs.database.url", postgres.getJdbcUrl("postgres", "postgres"));
        Jobs jobs = JobsFixture.jobs(home, settings, new CountingWorker(home));
        Process first = CountingWorker.start(home, settings);
        Process second = CountingWorker.start(home, settings);
        Map<Long, Process> workers = new HashMap<>(Map.of(first.pid(), first, second.pid(), second));
        try {
            // the paused jobs hold a worker each, so both have one
            String one = jobs.submit("count", new CountingWorker.Count(6, 4), folder -> {})
                    .id();
            String two = jobs.submit("count", new CountingWorker.Count(6, 4), folder -> {})
                    .id();
            await("both jobs at work", () -> step(jobs, one) == 3 && step(jobs, two) == 3);
            List<String> more = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                more.add(jobs.submit("count", new CountingWorker.Count(2, 0), folder -> {})
                        .id());
            }
            first.destroyForcibly().waitFor();
            Files.createFile(home.resolve("go"));
            Job finishedOne = awaitEnd(jobs, one);
            Job finishedTwo = awaitEnd(jobs, two);
            for (String id : more) {
                assertEquals(JobState.SUCCEEDED, awaitEnd(jobs, id).state());
                assertEquals(1, jobs.require(id).attempt(), "run once");
            }
            assertEquals(JobState.SUCCEEDED, finishedOne.state());
            assertEquals(JobState.SUCCEEDED, finishedTwo.state());
            assertEquals(3, finishedOne.attempt() + finishedTwo.attempt(), "one of them had to be taken over");
            Job taken = finishedOne.attempt() == 2 ? finishedOne : finishedTwo;
            assertEquals(3, taken.result().get("from").asInt(), "from its checkpoint");
            assertEquals(second.pid(), taken.result().get("process").asLong());
            assertNotEquals(first.pid(), taken.result().get("process").asLong());
            List<JobEvent> events = jobs.events(taken.id(), 0, 100);
            for (int i = 0; i < events.size(); i++) {
                assertEquals(i + 1, events.get(i).id());
            }
        } finally {
            for (Process worker : workers.values()) {
                worker.destroyForcibly().waitFor();
            }
            jobs.stop();
        }
        assertTrue(workers.values().stream().noneMatch(Process::isAlive));
    }

    /** A process that was only asleep wakes up, finds its job done by another, and changes nothing. */
    @Test
    void aWorkerThatWasAsleepIsFenced() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill to stop a process with");
        Map<String, String> settings = Map.of("bottega.jobs.database.url", postgres.getJdbcUrl("postgres", "postgres"));
        Jobs jobs = JobsFixture.jobs(home, settings, new CountingWorker(home));
        Process sleeper = CountingWorker.start(home, settings);
        Process other = null;
        try {
            String id = jobs.submit("count", new CountingWorker.Count(6, 4), folder -> {})
                    .id();
            await("the job at work", () -> step(jobs, id) == 3);
            signal("STOP", sleeper);
            Files.createFile(home.resolve("go"));
            other = CountingWorker.start(home, settings);
            Job job = awaitEnd(jobs, id);
            other.destroyForcibly().waitFor();
            signal("CONT", sleeper);
            String next = jobs.submit("count", new CountingWorker.Count(2, 0), folder -> {})
                    .id();
            assertEquals(
                    sleeper.pid(), awaitEnd(jobs, next).result().get("process").asLong(), "it works on");
            assertEquals(job, jobs.require(id), "nothing changed");
            assertEquals(2, job.attempt());
            assertEquals(other.pid(), job.result().get("process").asLong());
            assertEquals(6, CountingWorker.checkpoint(job.folder()));
        } finally {
            sleeper.destroyForcibly().waitFor();
            if (other != null) {
                other.destroyForcibly().waitFor();
            }
            jobs.stop();
        }
    }

    private static void signal(String name, Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    private static long step(Jobs jobs, String id) {
        Job job = jobs.require(id);
        return job.progress() == null ? 0 : job.progress().step();
    }
}
