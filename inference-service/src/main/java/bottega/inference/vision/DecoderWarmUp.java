package bottega.inference.vision;

import bottega.common.image.CropPolicy;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.JpegWriter;
import bottega.common.image.RgbImage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Decodes a small JPEG before the service is ready: the first picture loads classes for 200 ms, the second takes one. */
@Singleton
class DecoderWarmUp {
    private static final int SIDE = 32;

    private final ImageDecoder decoder;

    DecoderWarmUp(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    void run(@Observes StartupEvent event) {
        byte[] file = JpegWriter.encode(new RgbImage(SIDE, SIDE, new byte[SIDE * SIDE * 3]), 0.9f);
        new ImagePreparation(CropPolicy.CENTER_CROP, SIDE / 2, SIDE / 2).apply(decoder.decode(file));
    }
}
