package bottega.training.similarity;

import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;

/** What is kept of a picture to tell its copies: some 3,200 bytes, whatever its size. */
public final class Fingerprint {
    /**
     * Shares left out on each side: a copy that was cropped agrees with the middle of its original. One per cent more or less
     * does no harm, so these find what was cropped by up to five on all sides.
     */
    private static final double[] CUTS = {0, 0.02, 0.04};

    static final int VARIANTS = CUTS.length;

    /** Large enough that a cut of 0.02 is more than a pixel. */
    private static final int SOURCE_SIDE = 64;

    private static final int COLOUR_SIDE = 4;
    private static final double LEAST_CORRELATION = 0.97;

    /**
     * Of pictures with fewer pixels on a side than are compared: there is too little to see to tell likeness from
     * identity. Of MNIST's 10,000 test digits, two thin ones correlate by up to 0.986.
     */
    private static final double LEAST_CORRELATION_OF_SMALL = 0.995;

    /** In grey levels. */
    private static final double MOST_BRIGHTER = 48;
    /** In grey levels, in the mean. */
    private static final double MOST_COLOUR = 16;

    private final long[] hashes;
    private final Thumbnail[] thumbnails;
    /** Red minus green and blue minus green in the mean of 4 x 4 fields, halved to fit. */
    private final byte[] colours;

    private final double leastCorrelation;

    private Fingerprint(long[] hashes, Thumbnail[] thumbnails, byte[] colours, double leastCorrelation) {
        this.leastCorrelation = leastCorrelation;
        this.hashes = hashes;
        this.thumbnails = thumbnails;
        this.colours = colours;
    }

    public static Fingerprint of(RgbImage picture) {
        byte[] rgb = Resampler.resize(picture, SOURCE_SIDE, SOURCE_SIDE).rgb();
        byte[] brightness = brightness(rgb);
        long[] hashes = new long[VARIANTS];
        var thumbnails = new Thumbnail[VARIANTS];
        for (int i = 0; i < VARIANTS; i++) {
            thumbnails[i] = Thumbnail.of(brightness, SOURCE_SIDE, CUTS[i]);
            hashes[i] = PerceptualHash.of(thumbnails[i]);
        }
        boolean small = Math.min(picture.width(), picture.height()) < SOURCE_SIDE;
        return new Fingerprint(
                hashes, thumbnails, colours(rgb), small ? LEAST_CORRELATION_OF_SMALL : LEAST_CORRELATION);
    }

    /** ITU-R BT.601. */
    private static byte[] brightness(byte[] rgb) {
        byte[] values = new byte[rgb.length / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.round(
                    0.299f * (rgb[3 * i] & 0xff) + 0.587f * (rgb[3 * i + 1] & 0xff) + 0.114f * (rgb[3 * i + 2] & 0xff));
        }
        return values;
    }

    private static byte[] colours(byte[] rgb) {
        int[] sums = new int[2 * COLOUR_SIDE * COLOUR_SIDE];
        int field = SOURCE_SIDE / COLOUR_SIDE;
        for (int i = 0; i < rgb.length / 3; i++) {
            int place = i / SOURCE_SIDE / field * COLOUR_SIDE + i % SOURCE_SIDE / field;
            int green = rgb[3 * i + 1] & 0xff;
            sums[2 * place] += (rgb[3 * i] & 0xff) - green;
            sums[2 * place + 1] += (rgb[3 * i + 2] & 0xff) - green;
        }
        byte[] colours = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            colours[i] = (byte) Math.floorDiv(sums[i], 2 * field * field);
        }
        return colours;
    }

    /** @param variant 0 for the whole picture, the others for its middle */
    long hash(int variant) {
        return hashes[variant];
    }

    /**
     * Whether the other one as a whole shows what there is to see here. Brightness and contrast may differ, colours hardly.
     *
     * @param variant 0 for this picture as a whole, the others for its middle
     */
    boolean isShownBy(Fingerprint other, int variant) {
        Thumbnail mine = thumbnails[variant];
        Thumbnail others = other.thumbnails[0];
        return Math.abs(mine.mean - others.mean) <= MOST_BRIGHTER
                && colourDifference(other) <= MOST_COLOUR
                && mine.isSimilar(others, Math.max(leastCorrelation, other.leastCorrelation));
    }

    private double colourDifference(Fingerprint other) {
        int sum = 0;
        for (int i = 0; i < colours.length; i++) {
            sum += 2 * Math.abs(colours[i] - other.colours[i]);
        }
        return (double) sum / colours.length;
    }
}
