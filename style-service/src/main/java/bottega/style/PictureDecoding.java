package bottega.style;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The process's one decoder, so that one bound holds for all that is decoded at once. */
@ApplicationScoped
class PictureDecoding {
    @Produces
    @Singleton
    ImageDecoder decoder() {
        return new ImageDecoder(DecodeLimits.defaults());
    }
}
