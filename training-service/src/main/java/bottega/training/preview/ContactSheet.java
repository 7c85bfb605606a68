package bottega.training.preview;

import bottega.common.image.RgbImage;
import java.util.Arrays;
import java.util.Objects;

/** Pictures of one size in rows and columns on white, with a gap around each. */
final class ContactSheet {
    static final int GAP = 4;

    private final int columns;
    private final int size;
    private final int width;
    private final int height;
    private final byte[] rgb;

    /** @param size pixels of a picture's side */
    ContactSheet(int rows, int columns, int size) {
        this.columns = columns;
        this.size = size;
        width = side(columns, size);
        height = side(rows, size);
        rgb = new byte[Math.toIntExact(3 * pixels(rows, columns, size))];
        Arrays.fill(rgb, (byte) 255);
    }

    static long pixels(int rows, int columns, int size) {
        return (long) side(rows, size) * side(columns, size);
    }

    private static int side(int pictures, int size) {
        return GAP + pictures * (size + GAP);
    }

    void put(int row, int column, RgbImage picture) {
        Objects.checkIndex(column, columns);
        if (picture.width() != size || picture.height() != size) {
            throw new IllegalArgumentException(
                    "expected " + size + "x" + size + " pixels, received " + picture.width() + "x" + picture.height());
        }
        int left = GAP + column * (size + GAP);
        int top = GAP + row * (size + GAP);
        for (int y = 0; y < size; y++) {
            System.arraycopy(picture.rgb(), y * size * 3, rgb, ((top + y) * width + left) * 3, size * 3);
        }
    }

    /** The sheet itself, not a copy: nothing is put after this. */
    RgbImage picture() {
        return new RgbImage(width, height, rgb);
    }
}
