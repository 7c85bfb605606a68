package bottega.common.dataset;

import java.util.Map;

/**
 * Of the pictures that can be read, in pixels, turned as their EXIF data says.
 *
 * @param aspectRatio width over height
 * @param smallerThan by a network's input size: how many pictures have a side that is shorter, so that they would be enlarged
 * @param farFromSquare pictures with one side more than half again as long as the other, of which cropping to a square loses
 *     a third or more
 */
public record PictureSizes(
        Spread width, Spread height, Spread aspectRatio, Map<Integer, Integer> smallerThan, int farFromSquare) {
    /** @param median the lower of the two middle ones of an even number */
    public record Spread(double least, double median, double most) {}
}
