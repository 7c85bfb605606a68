package bottega.training.dataset;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The process's one decoder, so that one bound holds for all that is decoded at once. */
@ApplicationScoped
class PictureDecoding {
    /** A whole data set may be decoding before us. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    @Produces
    @Singleton
    ImageDecoder decoder(DataSetsConfig config) {
        return new ImageDecoder(new DecodeLimits(config.maxPixels(), config.maxPixelsAtOnce(), WAIT));
    }
}
