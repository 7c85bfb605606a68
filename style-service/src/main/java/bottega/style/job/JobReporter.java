package bottega.style.job;

import bottega.common.image.PngWriter;
import bottega.jobs.JobContext;
import bottega.style.StyleConfig;
import bottega.style.transfer.Checkpoint;
import bottega.style.transfer.Evaluation;
import bottega.style.transfer.Snapshot;
import bottega.style.transfer.TransferListener;
import java.nio.file.Files;
import java.time.Duration;

/** Tells a job how its run goes: progress at every evaluation, previews and checkpoints every few seconds. */
final class JobReporter implements TransferListener {
    /** Writing more than this would hold up the run for longer than a shorter history costs after a crash. */
    private static final long MOST_HISTORY_BYTES = 64L << 20;

    private final JobContext job;
    private final Due checkpoint;
    private final Due preview;

    JobReporter(JobContext job, StyleConfig config) {
        this.job = job;
        checkpoint = new Due(config.checkpointInterval());
        preview = new Due(config.previewInterval());
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        job.checkCancelled();
        if (Double.isFinite(evaluation.losses().total())) {
            job.progress(evaluation.step(), evaluation.of(), StyleTransferHandler.metrics(evaluation.losses()));
        } else {
            job.progress(evaluation.step(), evaluation.of()); // JSON has no NaN, and the line search will step back
        }
    }

    @Override
    public void moved(Snapshot snapshot) {
        if (checkpoint.isNow()) {
            Checkpoint state = snapshot.checkpoint(MOST_HISTORY_BYTES);
            job.commit(JobFiles.CHECKPOINT, state::write);
        }
        if (preview.isNow()) {
            byte[] png = PngWriter.encode(snapshot.picture());
            job.commit(JobFiles.PREVIEW, path -> Files.write(path, png));
            job.preview(JobFiles.PREVIEW);
        }
    }

    /** Something to be done every so often, not before the first interval is over. */
    private static final class Due {
        private final long intervalNanos;
        private long last = System.nanoTime();

        Due(Duration interval) {
            intervalNanos = interval.toNanos();
        }

        boolean isNow() {
            long now = System.nanoTime();
            if (now - last < intervalNanos) {
                return false;
            }
            last = now;
            return true;
        }
    }
}
