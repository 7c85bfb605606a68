package bottega.jobs;

import static bottega.jobs.JobsFixture.await;
import static bottega.jobs.JobsFixture.awaitEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed with SIGKILL, on the embedded database. */
class JobCrashTest {
    @TempDir
    Path home;

    @Test
    void aKilledProcessesJobsGoOnFromTheirCheckpoints() throws Exception {
        Jobs submitting = JobsFixture.jobs(home, Map.of(), new CountingWorker(home));
        String running = submitting
                .submit("count", new CountingWorker.Count(8, 5), folder -> {})
                .id();
        String queued = submitting
                .submit("count", new CountingWorker.Count(3, 0), folder -> {})
                .id();
        submitting.stop();

        Process worker = CountingWorker.start(home, Map.of());
        try {
            awaitCheckpoint(worker, running, 4);
        } finally {
            worker.destroyForcibly().waitFor();
        }
        assertEquals(137, worker.exitValue(), "killed, not ended");

        Files.createFile(home.resolve("go"));
        Process next = CountingWorker.start(home, Map.of());
        try {
            awaitCheckpoint(next, queued, 3);
        } finally {
            next.destroy(); // a polite end
            next.waitFor();
        }
        Jobs reading = JobsFixture.jobs(home, Map.of(), new CountingWorker(home));
        reading.start();
        Job job = awaitEnd(reading, running);
        Job other = awaitEnd(reading, queued);
        reading.stop();
        assertEquals(JobState.SUCCEEDED, job.state());
        assertEquals(2, job.attempt());
        assertEquals(4, job.result().get("from").asInt(), "from the checkpoint, not from the start");
        assertEquals(8, job.progress().step());
        assertEquals(JobState.SUCCEEDED, other.state());
    }

    /** A job whose 202 was sent is there, however soon the process dies. */
    @Test
    void whatWasSubmittedSurvives() throws Exception {
        Process worker = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SubmitAndDie.class.getName(),
                        home.toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        assertEquals(SubmitAndDie.HALTED, worker.waitFor(), () -> read(home.resolve("log")));
        Jobs jobs = JobsFixture.jobs(home, Map.of(), new CountingWorker(home));
        jobs.start();
        List<Job> found = jobs.list(10, null);
        assertEquals(1, found.size());
        assertEquals(JobState.SUCCEEDED, awaitEnd(jobs, found.getFirst().id()).state());
        assertTrue(Files.exists(found.getFirst().folder().resolve("input")));
        jobs.stop();
    }

    static final class SubmitAndDie {
        static final int HALTED = 42;

        private SubmitAndDie() {}

        public static void main(String[] arguments) {
            Path home = Path.of(arguments[0]);
            JobsFixture.jobs(home, Map.of(), new CountingWorker(home))
                    .submit(
                            "count",
                            new CountingWorker.Count(1, 0),
                            folder -> Files.createFile(folder.resolve("input")));
            Runtime.getRuntime().halt(HALTED);
        }
    }

    private void awaitCheckpoint(Process worker, String id, int step) throws InterruptedException {
        await("step " + step + " of " + id, () -> {
            assertTrue(worker.isAlive(), () -> "the worker ended: " + logs());
            try {
                return CountingWorker.checkpoint(home.resolve("jobs").resolve(id)) >= step;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private String logs() {
        try (var files = Files.list(home)) {
            return String.join(
                    "\n",
                    files.filter(file -> file.toString().endsWith(".log"))
                            .map(JobCrashTest::read)
                            .toList());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
