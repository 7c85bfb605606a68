package bottega.training.figure;

import bottega.common.image.CropPolicy;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.training.figure.CaptionedPictures.Captioned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a layer makes of a picture: each map in greys from its own least value (black) to its greatest (white). */
public final class FeatureMaps {
    public static final int MOST = 256;

    private static final int SIDE = 96;
    private static final int COLUMNS = 10;
    private static final int VECTOR_SIDE = 384;

    private FeatureMaps() {}

    /**
     * @param values {@code [channels, height, width]} row by row, or {@code [features]}, which are shown as one map, as square
     *     as they fit, row by row
     * @param picture what they are of, as the network sees it
     */
    public static byte[] png(String layer, String name, float[] values, long[] shape, RgbImage picture) {
        boolean maps = shape.length == 3;
        var pictures = new ArrayList<Captioned>();
        int side = maps ? SIDE : VECTOR_SIDE;
        pictures.add(new Captioned(
                new ImagePreparation(CropPolicy.PAD, side, side).apply(picture), List.of("the picture", name)));
        if (maps) {
            int pixels = Math.toIntExact(shape[1] * shape[2]);
            for (int map = 0; map < Math.min(MOST, shape[0]); map++) {
                float[] own = Arrays.copyOfRange(values, map * pixels, (map + 1) * pixels);
                pictures.add(captioned(Integer.toString(map), grey(own, (int) shape[2], (int) shape[1]), own, side));
            }
        } else {
            int columns = (int) Math.ceil(Math.sqrt(values.length));
            int rows = Math.ceilDiv(values.length, columns);
            pictures.add(captioned("all, row by row", grey(values, columns, rows), values, side));
        }
        return CaptionedPictures.png(
                layer + ": " + shown(shape),
                "each map from its least value (black) to its greatest (white)"
                        + (maps && shape[0] > MOST ? "; the first " + MOST + " of " + shape[0] + " maps" : ""),
                pictures,
                maps ? COLUMNS : 2);
    }

    private static String shown(long[] shape) {
        return shape.length == 1 ? shape[0] + " features" : shape[0] + " maps of " + shape[1] + " x " + shape[2];
    }

    private static Captioned captioned(String caption, RgbImage map, float[] values, int side) {
        RgbImage enlarged = Kernels.enlarged(map, side);
        // white around maps that do not fill the square
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) 255);
        for (int y = 0; y < enlarged.height(); y++) {
            System.arraycopy(enlarged.rgb(), y * enlarged.width() * 3, rgb, y * side * 3, enlarged.width() * 3);
        }
        return new Captioned(
                new RgbImage(side, side, rgb),
                List.of(caption, String.format(Locale.ROOT, "%.3g .. %.3g", least(values), greatest(values))));
    }

    /** A map of one value is black, and so are places after the last value. */
    static RgbImage grey(float[] values, int width, int height) {
        float least = least(values);
        float range = greatest(values) - least;
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            byte level = (byte) (range > 0 ? Math.round(255 * (values[i] - least) / range) : 0);
            Arrays.fill(rgb, 3 * i, 3 * i + 3, level);
        }
        return new RgbImage(width, height, rgb);
    }

    private static float least(float[] values) {
        float least = values[0];
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float greatest(float[] values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
