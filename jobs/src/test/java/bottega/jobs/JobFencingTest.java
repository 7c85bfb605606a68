package bottega.jobs;

import static bottega.jobs.JobsFixture.await;
import static bottega.jobs.JobsFixture.awaitEnd;
import static bottega.jobs.JobsFixture.handler;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.job.JobState;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt may still do after another one took its job, and how jobs come back after their process died. */
class JobFencingTest {
    @TempDir
    Path home;

    @Test
    void anOlderAttemptChangesNothing() throws Exception {
        // an in-memory database that two queues of this process share, as replicas share PostgreSQL
        Map<String, String> shared =
                Map.of("bottega.jobs.database.url", "jdbc:h2:mem:fencing;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
        Jobs jobs = JobsFixture.jobs(home, shared, handler("stubborn", job -> {
            started.countDown();
            taken.await();
            refused(refusals, () -> job.commit("checkpoint", file -> Files.writeString(file, "old")));
            refused(refusals, () -> job.log("old"));
            refused(refusals, () -> job.progress(1, 2));
            refused(refusals, () -> job.result(Map.of("old", true)));
            refused(refusals, job::checkCancelled);
        }));
        jobs.start();
        try {
            String id = jobs.submit("stubborn", Map.of(), folder -> {}).id();
            started.await();
            try (JobDatabase database =
                    new JobDatabase(JobsFixture.config(home, shared).database())) {
                JobStore store = new JobStore(database, new JobJson(new ObjectMapper()), home);
                JobStore.Claim.Run claim = assertInstanceOf(JobStore.Claim.Run.class, store.claim(id, 5));
                assertEquals(2, claim.attempt());
                taken.countDown();
                await("the old attempt's end", () -> refusals.size() == 5);
                refusals.forEach(refusal -> assertInstanceOf(JobSupersededException.class, refusal));
                Job job = jobs.require(id);
                assertEquals(JobState.RUNNING, job.state(), "the old attempt's success does not count");
                assertEquals(2, job.attempt());
                assertNull(job.result());
                assertNull(job.progress());
                try (var files = Files.list(job.folder())) {
                    assertEquals(0, files.count(), "neither checkpoint nor temporary file");
                }
                store.finish(id, 2, JobState.SUCCEEDED, null);
                assertEquals(JobState.SUCCEEDED, jobs.require(id).state());
            }
        } finally {
            jobs.stop();
        }
    }

    private static void refused(List<Throwable> refusals, Runnable write) {
        try {
            write.run();
            refusals.add(new AssertionError("was accepted"));
        } catch (RuntimeException e) {
            refusals.add(e);
        }
    }

    @Test
    void aGracefulStopGivesTheJobBackWithoutBlame() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        JobHandler handler = handler("patient", job -> {
            attempts.incrementAndGet();
            job.commit("attempt-" + job.attempt(), file -> Files.writeString(file, ""));
            while (!Files.exists(home.resolve("go"))) {
                job.checkCancelled();
                Thread.sleep(5);
            }
        });
        Map<String, String> fragile = Map.of("bottega.jobs.max-crashes", "1");
        Jobs jobs = JobsFixture.jobs(home, fragile, handler);
        jobs.start();
        String id = jobs.submit("patient", Map.of(), folder -> {}).id();
        for (int stops = 1; stops <= 3; stops++) {
            Path attempt = home.resolve("jobs").resolve(id).resolve("attempt-" + stops);
            await("attempt " + stops, () -> Files.exists(attempt));
            jobs.stop();
            jobs = JobsFixture.jobs(home, fragile, handler);
            assertEquals(JobState.QUEUED, jobs.require(id).state());
            if (stops == 3) {
                Files.createFile(home.resolve("go"));
            }
            jobs.start();
        }
        Job job = awaitEnd(jobs, id);
        jobs.stop();
        assertEquals(JobState.SUCCEEDED, job.state());
        assertEquals(4, job.attempt());
    }

    @Test
    void aJobThatKeepsCrashingFails() throws Exception {
        Jobs jobs = JobsFixture.jobs(home, Map.of("bottega.jobs.max-crashes", "3"), handler("deadly", job -> {}));
        String id = jobs.submit("deadly", Map.of(), folder -> {}).id();
        try (JobDatabase second = new JobDatabase(JobsFixture.config(
                        home,
                        Map.of(
                                "bottega.jobs.database.file",
                                home.resolve("other").toString()))
                .database())) {
            assertTrue(second.isEmbedded());
        }
        // three processes that take the job and die
        JobStore store = jobs.store();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertEquals(
                    attempt,
                    assertInstanceOf(JobStore.Claim.Run.class, store.claim(id, 3))
                            .attempt());
        }
        jobs.start();
        Job job = awaitEnd(jobs, id);
        jobs.stop();
        assertEquals(JobState.FAILED, job.state());
        assertEquals("urn:bottega:problem:job-crashed", job.problem().type());
        assertTrue(job.problem().detail().contains("3 times"), job.problem().detail());
        assertEquals(3, job.attempt());
    }

    @Test
    void aCancelledJobWhoseProcessDiedEnds() throws Exception {
        Jobs jobs = JobsFixture.jobs(home, Map.of(), handler("gone", job -> {}));
        String id = jobs.submit("gone", Map.of(), folder -> {}).id();
        jobs.store().claim(id, 5);
        assertEquals(JobState.RUNNING, jobs.cancel(id).state());
        jobs.start();
        assertEquals(JobState.CANCELLED, awaitEnd(jobs, id).state());
        jobs.stop();
        assertFalse(Files.exists(home.resolve("jobs").resolve(id).resolve(".submitting")));
    }
}
