package bottega.style.job;

import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.common.style.StyleMetrics;
import bottega.common.style.StyleResult;
import bottega.jobs.JobContext;
import bottega.jobs.JobHandler;
import bottega.networks.vgg.FeatureNetwork;
import bottega.style.StyleConfig;
import bottega.style.gatys.Losses;
import bottega.style.network.NetworkCatalogue;
import bottega.style.transfer.Checkpoint;
import bottega.style.transfer.StyleTransfer;
import bottega.style.transfer.TransferResult;
import bottega.style.transfer.TransferSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs the jobs of kind {@code style-transfer}. */
@ApplicationScoped
public class StyleTransferHandler implements JobHandler {
    private final NetworkCatalogue networks;
    private final StyleConfig config;
    private final ImageDecoder decoder;

    StyleTransferHandler(NetworkCatalogue networks, StyleConfig config, ImageDecoder decoder) {
        this.decoder = decoder;
        this.networks = networks;
        this.config = config;
    }

    @Override
    public String kind() {
        return StyleTransferOrder.KIND;
    }

    @Override
    public void run(JobContext job) throws IOException {
        StyleTransferOrder order = job.parameters(StyleTransferOrder.class);
        TransferSettings settings = order.settings();
        RgbImage content = picture(job, JobFiles.CONTENT);
        RgbImage style = picture(job, JobFiles.STYLE);
        Optional<Checkpoint> checkpoint = checkpoint(job);
        checkpoint.ifPresent(found -> job.log("Going on after " + found.evaluations() + " evaluations."));
        try (FeatureNetwork network = networks.load(
                order.network(), settings.losses().taps(), order.parameters().pooling())) {
            finish(
                    job,
                    settings,
                    StyleTransfer.run(network, content, style, settings, checkpoint, new JobReporter(job, config)));
        }
    }

    private RgbImage picture(JobContext job, String name) throws IOException {
        return decoder.decode(Files.readAllBytes(job.folder().resolve(name)));
    }

    private static Optional<Checkpoint> checkpoint(JobContext job) throws IOException {
        Path file = job.folder().resolve(JobFiles.CHECKPOINT);
        return Files.exists(file) ? Optional.of(Checkpoint.read(file)) : Optional.empty();
    }

    private static void finish(JobContext job, TransferSettings settings, TransferResult result) throws IOException {
        byte[] png = PngWriter.encode(result.picture());
        if (result.ending() == TransferResult.Ending.DIVERGED) {
            job.commit(JobFiles.PREVIEW, path -> Files.write(path, png));
            job.preview(JobFiles.PREVIEW);
            throw Problem.of(422, "diverged", "The optimisation diverged", result.reason())
                    .expected("losses that are numbers")
                    .remedy("The preview is the last good picture. Try smaller weights or another network.")
                    .exception();
        }
        job.commit(JobFiles.RESULT, path -> Files.write(path, png));
        job.progress(result.evaluations(), settings.evaluations(), metrics(result.end()));
        job.result(new StyleResult(
                result.picture().width(),
                result.picture().height(),
                result.evaluations(),
                metrics(result.start()),
                metrics(result.end()),
                result.reason()));
        Files.deleteIfExists(job.folder().resolve(JobFiles.CHECKPOINT)); // many times as large as the picture
    }

    static StyleMetrics metrics(Losses losses) {
        return new StyleMetrics(losses.content(), losses.style(), losses.total());
    }
}
