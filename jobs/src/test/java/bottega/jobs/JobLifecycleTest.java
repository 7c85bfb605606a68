package bottega.jobs;

import static bottega.jobs.JobsFixture.await;
import static bottega.jobs.JobsFixture.awaitEnd;
import static bottega.jobs.JobsFixture.handler;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.job.JobState;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLifecycleTest {
    @TempDir
    Path home;

    private Jobs jobs;

    private Jobs start(JobHandler... handlers) {
        jobs = JobsFixture.jobs(home, Map.of(), handlers);
        jobs.start();
        return jobs;
    }

    @AfterEach
    void stop() {
        if (jobs != null) {
            jobs.stop();
        }
    }

    record Work(String word) {}

    @Test
    void runsFromInputsToResult() throws Exception {
        start(handler("copy", job -> {
            String input = Files.readString(job.folder().resolve("input.txt"));
            job.progress(0, 2);
            job.log("half way");
            job.commit("previews/half.txt", file -> Files.writeString(file, input));
            job.preview("previews/half.txt");
            job.progress(2, 2, Map.of("loss", 0.25));
            job.result(Map.of("text", input + job.parameters(Work.class).word()));
        }));

        Job submitted =
                jobs.submit("copy", new Work("!"), folder -> Files.writeString(folder.resolve("input.txt"), "ciao"));
        assertTrue(submitted.id().matches("[0-9a-z]{26}"), submitted.id());
        Job job = awaitEnd(jobs, submitted.id());

        assertEquals(JobState.SUCCEEDED, job.state());
        assertEquals(1, job.attempt());
        assertEquals("ciao!", job.result().get("text").asText());
        assertEquals(0.25, job.metrics().get("loss").asDouble());
        assertEquals(2, job.progress().step());
        assertFalse(job.finishedAt().isBefore(job.startedAt()));
        assertEquals("ciao", Files.readString(job.folder().resolve("previews/half.txt")));
        assertEquals(List.of("input.txt", "previews"), names(job.folder()));

        List<JobEvent> events = jobs.events(job.id(), 0, 100);
        assertEquals(
                List.of("state", "state", "progress", "log", "preview", "progress", "state"),
                events.stream().map(event -> event.type().wireName()).toList());
        assertEquals(
                LongStream.rangeClosed(1, 7).boxed().toList(),
                events.stream().map(JobEvent::id).toList());
        assertEquals(events.subList(3, 5), jobs.events(job.id(), 3, 2), "resumed after an id");
        assertEquals("SUCCEEDED", events.getLast().data().get("state").asText());
    }

    @Test
    void runsInOrderOnOnePlatformThread() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        start(handler("first", job -> note(job, order, threads)), handler("second", job -> note(job, order, threads)));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(jobs.submit(i % 2 == 0 ? "first" : "second", Map.of(), folder -> {})
                    .id());
        }
        awaitEnd(jobs, ids.getLast());
        assertEquals(ids, order);
        assertEquals(ids.stream().sorted().toList(), ids, "ids sort by time");
        assertEquals(1, threads.stream().distinct().count());
        assertFalse(threads.getFirst().isVirtual());
        assertEquals("bottega-lane", threads.getFirst().getName());
        assertEquals(ids.reversed().subList(0, 5), list(5, null));
        assertEquals(ids.reversed().subList(5, 10), list(5, ids.get(7)));
    }

    private static void note(JobContext job, List<String> order, List<Thread> threads) {
        order.add(job.id());
        threads.add(Thread.currentThread());
    }

    private List<String> list(int limit, String after) {
        return jobs.list(limit, after).stream().map(Job::id).toList();
    }

    @Test
    void cancelsQueuedAndRunningJobs() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        start(handler("endless", job -> {
            started.countDown();
            while (true) {
                job.checkCancelled();
                Thread.sleep(5);
            }
        }));
        String running = jobs.submit("endless", Map.of(), folder -> {}).id();
        String queued = jobs.submit("endless", Map.of(), folder -> {}).id();
        started.await();
        assertEquals(JobState.CANCELLED, jobs.cancel(queued).state());
        jobs.cancel(running);
        assertEquals(JobState.CANCELLED, awaitEnd(jobs, running).state());
        assertEquals(JobState.CANCELLED, jobs.cancel(running).state(), "stays as it is");
        assertEquals(0, jobs.require(queued).attempt(), "never begun");
        ProblemException unknown = assertThrows(ProblemException.class, () -> jobs.cancel("nobody"));
        assertEquals(404, unknown.problem().status());
    }

    @Test
    void failsWithAProblem() throws Exception {
        start(
                handler("refused", job -> {
                    throw Problem.of(422, "too-dark", "Too dark", "The picture is black")
                            .exception();
                }),
                handler("broken", job -> {
                    throw new IOException("disk on fire");
                }));
        Job refused =
                awaitEnd(jobs, jobs.submit("refused", Map.of(), folder -> {}).id());
        Job broken =
                awaitEnd(jobs, jobs.submit("broken", Map.of(), folder -> {}).id());
        assertEquals(JobState.FAILED, refused.state());
        assertEquals("urn:bottega:problem:too-dark", refused.problem().type());
        assertEquals("urn:bottega:problem:internal", broken.problem().type());
        assertEquals("disk on fire", broken.problem().detail());
    }

    @Test
    void leavesNothingWhenInputsAreRefused() throws Exception {
        start(handler("copy", job -> {}));
        ProblemException refused = assertThrows(
                ProblemException.class,
                () -> jobs.submit("copy", Map.of(), folder -> {
                    Files.writeString(folder.resolve("half"), "x");
                    throw Problem.of(400, "no", "No", "Not this").exception();
                }));
        assertEquals(400, refused.problem().status());
        assertEquals(List.of(), names(home.resolve("jobs")));
        assertEquals(List.of(), jobs.list(10, null));
    }

    @Test
    void removesWhatACrashLeftOfASubmission() throws Exception {
        Path root = home.resolve("jobs");
        Files.createDirectories(root.resolve(".staging-x/deep"));
        Files.createDirectories(root.resolve("01aaaaaaaaaaaaaaaaaaaaaaaa"));
        Files.createFile(root.resolve("01aaaaaaaaaaaaaaaaaaaaaaaa/.submitting"));
        Files.createDirectories(root.resolve("01bbbbbbbbbbbbbbbbbbbbbbbb"));
        start(handler("copy", job -> {}));
        assertEquals(List.of("01bbbbbbbbbbbbbbbbbbbbbbbb"), names(root), "a job's folder outlives a lost database");
    }

    @Test
    void mergesFastProgressAndKeepsTheLast() throws Exception {
        start(handler("fast", job -> {
            for (int i = 0; i <= 2000; i++) {
                job.progress(i, 2000, i == 1000 ? Map.of("accuracy", 0.5) : Map.of("loss", 2000 - i));
            }
        }));
        Job job = awaitEnd(jobs, jobs.submit("fast", Map.of(), folder -> {}).id());
        List<JobEvent> progress = jobs.events(job.id(), 0, 10_000).stream()
                .filter(event -> event.type() == JobEvent.Type.PROGRESS)
                .toList();
        // at most one in 250 ms, and two thousand reports take well under a minute
        assertTrue(progress.size() < 240, "events: " + progress.size());
        assertEquals(2000, progress.getLast().data().get("step").asLong());
        assertEquals(0, progress.getLast().data().get("loss").asLong());
        assertEquals(0.5, job.metrics().get("accuracy").asDouble(), "a key stays until it is overwritten");
        assertNull(job.progress().secondsLeft(), "nothing is left");
        assertEquals(2000, job.progress().step());
    }

    @Test
    void heldBackProgressArrivesWhileTheHandlerIsBusy() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        start(handler("slow", job -> {
            job.progress(1, 10);
            job.progress(2, 10);
            seen.await();
        }));
        String id = jobs.submit("slow", Map.of(), folder -> {}).id();
        await(
                "the second report",
                () -> jobs.require(id).progress() != null
                        && jobs.require(id).progress().step() == 2);
        seen.countDown();
        assertTrue(awaitEnd(jobs, id).state().isTerminal());
    }

    @Test
    void refusesPathsOutsideTheFolder() throws Exception {
        start(handler("escape", job -> job.commit("../x", file -> Files.writeString(file, "x"))));
        Job job = awaitEnd(jobs, jobs.submit("escape", Map.of(), folder -> {}).id());
        assertEquals(JobState.FAILED, job.state());
        assertFalse(Files.exists(home.resolve("jobs/x")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
