package bottega.common.image;

import java.io.IOException;

/**
 * A picture file whose container has been walked from start to end and found complete; its pixels are still packed.
 *
 * @param width pixels as stored, before orientation
 * @param orientation EXIF orientation, 1 to 8
 * @param profile the embedded ICC profile or null
 * @param pixels unpacks the pixels; memory is taken here and not before
 */
record ImageFile(String format, int width, int height, int orientation, byte[] profile, PixelReader pixels) {

    /** Hands out width x height samples or throws: a picture that is damaged is never handed out in part. */
    interface PixelReader {
        Samples read() throws IOException;
    }

    /** Called as soon as the size is known, before anything else is read. */
    interface SizeCheck {
        void accept(String format, long width, long height);
    }

    ImageHeader header() {
        boolean turned = orientation >= 5;
        return new ImageHeader(format, turned ? height : width, turned ? width : height);
    }
}
