package bottega.training.augmentation;

import bottega.common.augmentation.Crop;
import bottega.common.augmentation.Erasing;
import bottega.common.augmentation.Range;
import bottega.common.image.RgbImage;

/**
 * A part of a picture, in whole pixels.
 *
 * @param width 0 where nothing fitted
 * @param height 0 where nothing fitted
 */
record Rectangle(int left, int top, int width, int height) {
    static final byte[] FILL = {124, 116, 104};

    /** Areas and ratios that do not fit are drawn again, so often. */
    private static final int TRIES = 10;

    /** The largest part that fits, with a ratio that is allowed, where none of the draws fits. */
    static Rectangle crop(Crop crop, int width, int height, Draws draws) {
        Rectangle drawn = draw(crop.scale(), crop.ratio(), width, height, draws);
        if (drawn.width > 0) {
            return drawn;
        }
        double ratio = Math.clamp(1, crop.ratio().from(), crop.ratio().to());
        int partWidth = (int) Math.max(1, Math.round(width * Math.min(1, ratio)));
        int partHeight = (int) Math.max(1, Math.round(height * Math.min(1, 1 / ratio)));
        return new Rectangle((width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight);
    }

    static Rectangle erasing(Erasing erasing, int width, int height, Draws draws) {
        return draw(erasing.area(), erasing.ratio(), width, height, draws);
    }

    /** The ratio is that of the part's sides, each as a share of the picture's. */
    private static Rectangle draw(Range scale, Range ratio, int width, int height, Draws draws) {
        for (int i = 0; i < TRIES; i++) {
            double area = draws.within(scale);
            double elongation = draws.withinLogarithmically(ratio);
            int partWidth = (int) Math.round(width * Math.sqrt(area * elongation));
            int partHeight = (int) Math.round(height * Math.sqrt(area / elongation));
            if (partWidth > 0 && partHeight > 0 && partWidth <= width && partHeight <= height) {
                int left = draws.below(width - partWidth + 1);
                int top = draws.below(height - partHeight + 1);
                return new Rectangle(left, top, partWidth, partHeight);
            }
        }
        return new Rectangle(0, 0, 0, 0);
    }

    RgbImage cut(RgbImage picture) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.rgb(), ((top + y) * picture.width() + left) * 3, rgb, y * width * 3, width * 3);
        }
        return new RgbImage(width, height, rgb);
    }

    RgbImage fill(RgbImage picture) {
        if (width == 0) {
            return picture;
        }
        byte[] rgb = picture.rgb().clone();
        for (int y = 0; y < height; y++) {
            int start = ((top + y) * picture.width() + left) * 3;
            for (int i = 0; i < width * 3; i++) {
                rgb[start + i] = FILL[i % 3];
            }
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }
}
