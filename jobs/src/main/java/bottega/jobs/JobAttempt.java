package bottega.jobs;

import bottega.common.job.JobProgress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** One attempt at a job, as its handler sees it. */
final class JobAttempt implements JobContext {
    private static final Logger LOG = Logger.getLogger(JobAttempt.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);
    private static final Duration LONGEST_PROGRESS_INTERVAL = Duration.ofSeconds(5);
    private static final int LONGEST_MESSAGE = 10_000;

    private final String id;
    private final int attempt;
    private final Path folder;
    private final JsonNode parameters;
    private final JobStore store;
    private final JobJson json;
    private final Duration progressInterval;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier stopping;

    private final long startNanos = System.nanoTime();
    private final ObjectNode metrics;
    private long lastCheckNanos = startNanos - CHECK_INTERVAL.toNanos();
    private long lastProgressNanos = startNanos - LONGEST_PROGRESS_INTERVAL.toNanos();
    private Pace pace;
    private JobProgress pending;
    private ObjectNode pendingDetails;
    private boolean flushPlanned;

    JobAttempt(
            String id,
            JobStore.Claim.Run claim,
            Path folder,
            JobStore store,
            JobJson json,
            Duration progressInterval,
            ScheduledExecutorService timer,
            BooleanSupplier stopping) {
        this.id = id;
        this.attempt = claim.attempt();
        this.parameters = claim.parameters();
        this.metrics = claim.metrics();
        this.folder = folder;
        this.store = store;
        this.json = json;
        this.progressInterval = progressInterval;
        this.timer = timer;
        this.stopping = stopping;
        this.pendingDetails = json.object();
    }

    /** Where and when this attempt began to count. */
    private record Pace(long firstStep, long firstNanos) {
        Double secondsLeft(long step, long of, long nanos) {
            return step <= firstStep ? null : (nanos - firstNanos) * 1e-9 * (of - step) / (step - firstStep);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public <T> T parameters(Class<T> type) {
        return json.convert(parameters, type);
    }

    @Override
    public void progress(long step, long of) {
        report(step, of, json.object());
    }

    @Override
    public void progress(long step, long of, Object details) {
        report(step, of, json.objectTree(details));
    }

    private synchronized void report(long step, long of, ObjectNode details) {
        long now = System.nanoTime();
        if (pace == null) {
            pace = new Pace(step, now);
        }
        pending = new JobProgress(step, of, pace.secondsLeft(step, of, now));
        pendingDetails.setAll(details);
        metrics.setAll(details);
        long wait = intervalNanos(now) - (now - lastProgressNanos);
        if (wait <= 0) {
            flush();
        } else if (!flushPlanned) {
            flushPlanned = true;
            timer.schedule(this::flushLater, wait, TimeUnit.NANOSECONDS);
        }
    }

    /** A few events a second at first, one in five seconds when the job goes on for hours. */
    private long intervalNanos(long now) {
        long grown = Math.min((now - startNanos) / 1000, LONGEST_PROGRESS_INTERVAL.toNanos());
        return Math.max(progressInterval.toNanos(), grown);
    }

    private synchronized void flushLater() {
        flushPlanned = false;
        try {
            flush();
        } catch (JobSupersededException e) {
            LOG.debugf("%s; its handler will notice", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(e, "Progress of job %s could not be written; it is tried again with the next report", id);
        }
    }

    /** Writes the progress that was held back. */
    synchronized void flush() {
        if (pending != null) {
            store.progress(id, attempt, pending, pendingDetails, metrics);
            pending = null;
            pendingDetails = json.object();
            lastProgressNanos = System.nanoTime();
        }
    }

    @Override
    public void log(String message) {
        flush();
        String cut = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + " ...";
        store.event(id, attempt, JobEvent.Type.LOG, json.object().put("message", cut));
    }

    @Override
    public void preview(String fileName) {
        inFolder(fileName);
        flush();
        store.event(id, attempt, JobEvent.Type.PREVIEW, json.object().put("file", fileName));
    }

    @Override
    public void checkCancelled() {
        if (stopping.getAsBoolean()) {
            throw new JobInterruptedException("The service is stopping");
        }
        long now = System.nanoTime();
        if (now - lastCheckNanos < CHECK_INTERVAL.toNanos()) {
            return;
        }
        lastCheckNanos = now;
        switch (store.standing(id, attempt)) {
            case OWNER -> {}
            case CANCEL_REQUESTED -> throw new JobCancelledException("Job " + id + " was cancelled");
            case SUPERSEDED ->
                throw new JobSupersededException("Attempt " + attempt + " does not own job " + id + " any more");
        }
    }

    @Override
    public void commit(String fileName, ThrowingConsumer<Path> writer) {
        Path target = inFolder(fileName);
        Path temporary = JobFolders.temporary(target, attempt);
        try {
            Files.createDirectories(target.getParent());
            writer.accept(temporary);
            JobFolders.force(temporary);
            store.whileOwned(id, attempt, sql -> rename(temporary, target));
            JobFolders.force(target.getParent());
        } catch (RuntimeException e) {
            discard(temporary, e);
            throw e;
        } catch (IOException e) {
            discard(temporary, e);
            throw new UncheckedIOException("The file " + fileName + " of job " + id + " cannot be written", e);
        } catch (Exception e) {
            discard(temporary, e);
            throw new IllegalStateException("The file " + fileName + " of job " + id + " cannot be written", e);
        }
    }

    private static Path rename(Path temporary, Path target) {
        try {
            return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(Path temporary, Exception cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private Path inFolder(String fileName) {
        Path target = folder.resolve(fileName).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new IllegalArgumentException("Expected a path inside the job's folder, received " + fileName);
        }
        return target;
    }

    @Override
    public void result(Object result) {
        store.result(id, attempt, json.tree(result));
    }
}
