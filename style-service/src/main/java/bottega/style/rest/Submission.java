package bottega.style.rest;

import bottega.common.image.ImageDecoder;
import bottega.common.image.PngWriter;
import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.style.StyleNetwork;
import bottega.common.style.StyleParameters;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.style.StyleConfig;
import bottega.style.gatys.GatysSettings;
import bottega.style.job.JobFiles;
import bottega.style.job.StyleTransferOrder;
import bottega.style.network.NetworkCatalogue;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;

/** Turns a request into a queued job; whatever is wrong with it is said before anything is kept. */
@ApplicationScoped
public class Submission {
    /** Four poolings stand before conv5_1: a shorter side would vanish in them. */
    private static final int LEAST_SIDE = 16;

    private static final Set<String> LAYERS = layers();

    private final Jobs jobs;
    private final NetworkCatalogue networks;
    private final ParameterCheck check;
    private final ImageDecoder decoder;

    Submission(Jobs jobs, NetworkCatalogue networks, StyleConfig config, ObjectMapper mapper, ImageDecoder decoder) {
        this.jobs = jobs;
        this.networks = networks;
        this.decoder = decoder;
        this.check = new ParameterCheck(mapper, config.maxSize());
    }

    private static Set<String> layers() {
        var layers = new LinkedHashSet<>(GatysSettings.CONTENT_LAYERS);
        layers.addAll(GatysSettings.STYLE_LAYERS);
        return layers;
    }

    /**
     * @param content picture file of a known format
     * @param style picture file of a known format
     * @param json the part {@code parameters}, null without one
     */
    Job submit(byte[] content, byte[] style, String json) {
        StyleParameters given = check.read(json);
        long seed = StyleDefaults.seed(given);
        StyleNetwork network = networks.choose(given.network(), seed, LAYERS);
        int size = StyleDefaults.size(given);
        RgbImage contentPicture = picture("content", content, size);
        RgbImage stylePicture = picture("style", style, size);
        StyleParameters complete = StyleDefaults.fill(given, network.name());
        requireRoom(complete.historySize(), contentPicture);
        return jobs.submit(StyleTransferOrder.KIND, new StyleTransferOrder(complete, network), folder -> {
            Files.write(folder.resolve(JobFiles.CONTENT), PngWriter.encode(contentPicture));
            Files.write(folder.resolve(JobFiles.STYLE), PngWriter.encode(stylePicture));
        });
    }

    /** Decoded, longer side {@code size} pixels, proportions kept. */
    private RgbImage picture(String part, byte[] file, int size) {
        RgbImage picture = decode(part, file);
        double scale = (double) size / Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(picture.width() * scale));
        int height = (int) Math.max(1, Math.round(picture.height() * scale));
        if (Math.min(width, height) < LEAST_SIDE) {
            throw Problem.of(422, "too-narrow", "Picture too narrow", "Too little would be left of the shorter side.")
                    .at(part)
                    .expected("at least " + LEAST_SIDE + " pixels when the longer side has " + size)
                    .received(width + "x" + height + " from " + picture.width() + "x" + picture.height())
                    .remedy("Crop the picture, or ask for a larger size.")
                    .exception();
        }
        return Resampler.resize(picture, width, height);
    }

    private RgbImage decode(String part, byte[] file) {
        try {
            return decoder.decode(file);
        } catch (ProblemException e) {
            throw e.problem().at(part).exception(e);
        }
    }

    private static void requireRoom(int history, RgbImage picture) {
        long bytesOfPair = StyleDefaults.bytesOfPair(picture.width(), picture.height());
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (history * bytesOfPair > room) {
            throw ParameterCheck.bad(
                    "/historySize",
                    "at most " + room / bytesOfPair + " at " + picture.width() + "x" + picture.height()
                            + ", for the memory there is",
                    history);
        }
    }
}
