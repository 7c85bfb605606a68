package bottega.common.image;

/** Turns and mirrors a stored picture into the one that was seen (EXIF 2.32, tag 0x0112). */
final class Orientation {
    private Orientation() {}

    /**
     * @param orientation 1 to 8; 6, the commonest besides 1, means that the stored picture is to be turned clockwise
     */
    static RgbImage apply(RgbImage stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        int storedWidth = stored.width();
        int storedHeight = stored.height();
        int right = storedWidth - 1;
        int bottom = (storedHeight - 1) * storedWidth;
        // where the first pixel comes from, and how far the source moves for a step to the right and a row down
        return switch (orientation) {
            case 2 -> gather(stored, storedWidth, storedHeight, right, -1, storedWidth);
            case 3 -> gather(stored, storedWidth, storedHeight, bottom + right, -1, -storedWidth);
            case 4 -> gather(stored, storedWidth, storedHeight, bottom, 1, -storedWidth);
            case 5 -> gather(stored, storedHeight, storedWidth, 0, storedWidth, 1);
            case 6 -> gather(stored, storedHeight, storedWidth, bottom, -storedWidth, 1);
            case 7 -> gather(stored, storedHeight, storedWidth, bottom + right, -storedWidth, -1);
            case 8 -> gather(stored, storedHeight, storedWidth, right, storedWidth, -1);
            default -> throw new IllegalArgumentException("orientation: expected 1 to 8, received " + orientation);
        };
    }

    private static RgbImage gather(RgbImage stored, int width, int height, int start, int stepRight, int stepDown) {
        byte[] source = stored.rgb();
        byte[] target = new byte[source.length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            int from = (start + y * stepDown) * 3;
            for (int x = 0; x < width; x++) {
                target[to] = source[from];
                target[to + 1] = source[from + 1];
                target[to + 2] = source[from + 2];
                to += 3;
                from += stepRight * 3;
            }
        }
        return new RgbImage(width, height, target);
    }
}
