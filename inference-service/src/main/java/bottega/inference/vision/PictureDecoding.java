package bottega.inference.vision;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.inference.InferenceConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The process' one decoder: its bound on what is decoded at once holds for all requests. */
class PictureDecoding {
    /** What a pixel costs at the worst while it is decoded, see {@link DecodeLimits}. */
    private static final long BYTES_A_PIXEL = 16;

    @Produces
    @Singleton
    ImageDecoder decoder(InferenceConfig config) {
        InferenceConfig.Inference settings = config.inference();
        long heapHolds = Runtime.getRuntime().maxMemory() / 2 / BYTES_A_PIXEL;
        long maxPixels = settings.maxPixels().orElse(Math.min(100_000_000, heapHolds));
        long atOnce = Math.max(maxPixels, settings.maxPixelsAtOnce().orElse(heapHolds));
        return new ImageDecoder(new DecodeLimits(maxPixels, atOnce, settings.queueTimeout()));
    }
}
