package bottega.training.inspection;

import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.DataSetReport;
import bottega.common.dataset.DataSetReport.ClassCount;
import bottega.common.dataset.DataSetReport.FileList;
import bottega.common.dataset.SkippedFile;
import bottega.common.image.ImageDecoder;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Decodes every picture of a data set once. What is kept of one is some 3,200 bytes, so that 60,000 take 200 MB; half of the
 * processors decode, the rest is for a run that may be training.
 */
final class Inspection {
    private static final int CHUNK = 64;
    private static final int NAMED = 100;

    private final ImageDecoder decoder;

    Inspection(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * @param progress is told how many pictures were looked at
     * @throws InterruptedException when the thread is interrupted between two pictures
     */
    DataSetReport report(DataSet dataSet, IntConsumer progress) throws InterruptedException {
        Instant begun = Instant.now();
        DataSetDescription description = dataSet.description();
        boolean pictures = description.kind() != DataSetKind.NUMBERS;
        List<Example> examples = dataSet.examples();
        List<ClassCount> classes = Counts.of(dataSet, examples);
        var seen = new ArrayList<Look.Picture>();
        var unreadable = new ArrayList<SkippedFile>();
        for (Look look : pictures ? looks(examples, progress) : List.<Look>of()) {
            switch (look) {
                case Look.Picture picture -> seen.add(picture);
                case Look.Unreadable file ->
                    unreadable.add(new SkippedFile(file.example().name(), file.reason()));
            }
        }
        var search = new DuplicateSearch(dataSet.classes(), seen);
        var report = new DataSetReport(
                DataSetReport.FORMAT,
                dataSet.id(),
                description.hash(),
                examples.size(),
                description.parts(),
                List.of(),
                classes,
                Counts.balance(classes, description.kind()),
                new FileList(description.skippedFiles(), first(description.skipped())),
                new FileList(unreadable.size(), first(unreadable)),
                seen.isEmpty() ? null : Sizes.of(seen),
                pictures ? search.exact() : null,
                pictures ? search.near() : null,
                begun.truncatedTo(ChronoUnit.MILLIS),
                Duration.between(begun, Instant.now()).toMillis());
        return report.withLookAt(Remarks.of(report));
    }

    private static List<SkippedFile> first(List<SkippedFile> files) {
        return files.stream().limit(NAMED).toList();
    }

    private List<Look> looks(List<Example> examples, IntConsumer progress) throws InterruptedException {
        var looks = new ArrayList<Look>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))) {
            try {
                for (int start = 0; start < examples.size(); start += CHUNK) {
                    List<Callable<Look>> chunk =
                            examples.subList(start, Math.min(start + CHUNK, examples.size())).stream()
                                    .map(example -> (Callable<Look>) () -> Look.at(example, decoder))
                                    .toList();
                    for (Future<Look> look : threads.invokeAll(chunk)) {
                        looks.add(look.get());
                    }
                    progress.accept(looks.size());
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
        return looks;
    }
}
