package bottega.training.augmentation;

import bottega.common.image.RgbImage;

/** Mirrored pictures. */
final class Flips {
    private Flips() {}

    /** Left becomes right. */
    static RgbImage horizontal(RgbImage picture) {
        byte[] source = picture.rgb();
        byte[] rgb = new byte[source.length];
        int rowBytes = picture.width() * 3;
        for (int row = 0; row < rgb.length; row += rowBytes) {
            int from = row + rowBytes;
            for (int to = row; to < row + rowBytes; to += 3) {
                from -= 3;
                rgb[to] = source[from];
                rgb[to + 1] = source[from + 1];
                rgb[to + 2] = source[from + 2];
            }
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }

    /** Top becomes bottom. */
    static RgbImage vertical(RgbImage picture) {
        byte[] rgb = new byte[picture.rgb().length];
        int rowBytes = picture.width() * 3;
        for (int row = 0; row < rgb.length; row += rowBytes) {
            System.arraycopy(picture.rgb(), row, rgb, rgb.length - rowBytes - row, rowBytes);
        }
        return new RgbImage(picture.width(), picture.height(), rgb);
    }
}
