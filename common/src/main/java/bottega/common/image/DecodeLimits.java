package bottega.common.image;

import java.time.Duration;
import java.util.Objects;

/**
 * What decoding may take. A pixel costs 3 bytes of heap while a plain JPEG or PNG is decoded (100 million pixels pass in a
 * heap of 400 MB), as much again when it is to be turned, up to 6 more outside the heap for a progressive JPEG, and up to
 * 16 in all for 16 bits a channel.
 *
 * @param maxPixels width x height of one picture, at least 1
 * @param maxPixelsAtOnce of all pictures that are decoded at the same time, at least {@code maxPixels}
 * @param maxWait how long a picture waits for its turn before it is refused as {@code busy}; not negative
 */
public record DecodeLimits(long maxPixels, long maxPixelsAtOnce, Duration maxWait) {
    /** More would not fit an array of three bytes a pixel. */
    private static final long LARGEST_ARRAY = (Integer.MAX_VALUE - 8) / 3;

    public DecodeLimits {
        Objects.requireNonNull(maxWait, "maxWait");
        if (maxPixels < 1 || maxPixels > LARGEST_ARRAY) {
            throw new IllegalArgumentException("maxPixels: expected 1 to " + LARGEST_ARRAY + ", received " + maxPixels);
        }
        if (maxPixelsAtOnce < maxPixels) {
            throw new IllegalArgumentException(
                    "maxPixelsAtOnce: expected at least maxPixels " + maxPixels + ", received " + maxPixelsAtOnce);
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("maxWait: expected zero or more, received " + maxWait);
        }
    }

    /** 100 million pixels a picture, 200 million at once, ten seconds of waiting. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(100_000_000, 200_000_000, Duration.ofSeconds(10));
    }
}
