package bottega.training.inspection;

import bottega.common.dataset.DataSetReport;
import bottega.common.image.ImageDecoder;
import bottega.common.job.JobProgress;
import bottega.common.problem.Problem;
import bottega.training.dataset.DataSet;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reports, made when first asked for and kept in the data set's folder. They are no jobs on the queue: that has one lane,
 * on which a report would wait for a training run of hours, and there is nothing to survive, since a report that a crash cut
 * off is made again from what is there. One is made at a time, some wait, and whoever asks meanwhile is told how far it is.
 */
@Singleton
class DataSetReports {
    private static final Logger LOG = Logger.getLogger(DataSetReports.class);
    private static final String FILE = "report.json";
    private static final int MOST_WAITING = 16;

    private final Inspection inspection;
    private final ObjectMapper json;
    private final Map<String, Making> makings = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor maker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("bottega-report-", 0).daemon().factory());

    DataSetReports(ImageDecoder decoder, ObjectMapper json) {
        inspection = new Inspection(decoder);
        this.json = json;
    }

    @PreDestroy
    void stop() {
        maker.shutdownNow();
    }

    /** A report that is there, or is not yet. */
    sealed interface Answer {
        record Ready(DataSetReport report) implements Answer {}

        record Pending(JobProgress progress) implements Answer {}
    }

    /** @param patience waits so long for one that is being made */
    Answer ask(DataSet dataSet, Duration patience) {
        DataSetReport kept = kept(dataSet);
        if (kept != null) {
            return new Answer.Ready(kept);
        }
        Making making = makings.computeIfAbsent(dataSet.id(), _ -> begin(dataSet));
        try {
            DataSetReport report = making.result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            makings.remove(dataSet.id(), making);
            return new Answer.Ready(report);
        } catch (TimeoutException e) {
            return new Answer.Pending(making.progress());
        } catch (ExecutionException e) {
            makings.remove(dataSet.id(), making);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a report was made", e);
        }
    }

    private Making begin(DataSet dataSet) {
        var making = new Making(dataSet.description().pictures());
        try {
            maker.execute(() -> make(dataSet, making));
        } catch (RejectedExecutionException e) {
            throw Problem.of(503, "busy", "Busy", "As many reports as fit are waiting to be made.")
                    .expected("at most " + MOST_WAITING + " waiting")
                    .received("one more")
                    .remedy("Try again when some of them are done.")
                    .exception(e);
        }
        return making;
    }

    private void make(DataSet dataSet, Making making) {
        try {
            making.begun = System.nanoTime();
            DataSetReport report = inspection.report(dataSet, done -> making.done = done);
            keep(dataSet, report);
            making.result.complete(report);
        } catch (Throwable e) {
            LOG.infof(e, "The report on data set %s failed", dataSet.id());
            making.result.completeExceptionally(e);
            if (!Files.exists(dataSet.folder())) {
                makings.remove(dataSet.id(), making); // nobody can ask for it any more
            }
        }
    }

    /** Null where there is none, or one of other content or another format. */
    private DataSetReport kept(DataSet dataSet) {
        Path file = dataSet.folder().resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var tree = json.readTree(file.toFile());
            boolean current = tree.path("format").asInt() == DataSetReport.FORMAT
                    && tree.path("hash").asText().equals(dataSet.description().hash());
            return current ? json.treeToValue(tree, DataSetReport.class) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The report on data set " + dataSet.id() + " cannot be read", e);
        }
    }

    private void keep(DataSet dataSet, DataSetReport report) throws IOException {
        Path temporary = dataSet.folder()
                .resolve("." + FILE + "-" + UlidCreator.getUlid().toLowerCase());
        try {
            json.writeValue(temporary.toFile(), report);
            Files.move(temporary, dataSet.folder().resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A report in the making, or waiting for its turn. */
    private static final class Making {
        private final CompletableFuture<DataSetReport> result = new CompletableFuture<>();
        private final int of;
        private volatile int done;
        private volatile long begun;

        Making(int of) {
            this.of = of;
        }

        JobProgress progress() {
            int step = Math.min(done, of);
            double seconds = (System.nanoTime() - begun) * 1e-9;
            return new JobProgress(step, of, step == 0 ? null : (double) Math.round(seconds * (of - step) / step));
        }
    }
}
