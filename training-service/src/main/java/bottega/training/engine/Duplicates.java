package bottega.training.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that are the same to a network: those whose difference hash is the same (64 comparisons of neighbours on a
 * grid of 9 x 8 means) and whose pixels then differ by {@value #GREY_LEVELS} levels at most, in the mean. A picture saved
 * twice, or again at another quality, is found; another picture of the same object is not.
 */
final class Duplicates {
    private static final int COLUMNS = 9;
    private static final int ROWS = 8;
    private static final double GREY_LEVELS = 4;

    private Duplicates() {}

    /** How many of the {@code validation} pictures are among the {@code training} pictures. */
    static int across(PreparedPictures pictures, int[] training, int[] validation) {
        Map<Long, List<Integer>> byHash = new HashMap<>();
        for (int index : training) {
            byHash.computeIfAbsent(differenceHash(pixels(pictures, index), pictures), _ -> new ArrayList<>())
                    .add(index);
        }
        int found = 0;
        for (int index : validation) {
            byte[] picture = pixels(pictures, index);
            if (byHash.getOrDefault(differenceHash(picture, pictures), List.of()).stream()
                    .anyMatch(other -> difference(picture, pixels(pictures, other)) <= GREY_LEVELS)) {
                found++;
            }
        }
        return found;
    }

    private static byte[] pixels(PreparedPictures pictures, int index) {
        ByteBuffer pixels = ByteBuffer.allocate(Math.toIntExact(pictures.bytes()));
        pictures.copyTo(index, pixels);
        return pixels.array();
    }

    private static long differenceHash(byte[] pixels, PreparedPictures pictures) {
        long hash = 0;
        for (int row = 0; row < ROWS; row++) {
            long left = sum(pixels, pictures, 0, row);
            for (int column = 1; column < COLUMNS; column++) {
                long right = sum(pixels, pictures, column, row);
                hash = hash << 1 | (left < right ? 1 : 0);
                left = right;
            }
        }
        return hash;
    }

    /** Of a cell's bytes. Cells of a row have the same size but for a column of pixels, which is made up for. */
    private static long sum(byte[] pixels, PreparedPictures pictures, int column, int row) {
        int fromX = column * pictures.width() / COLUMNS;
        int toX = Math.max(fromX + 1, (column + 1) * pictures.width() / COLUMNS);
        int fromY = row * pictures.height() / ROWS;
        int toY = Math.max(fromY + 1, (row + 1) * pictures.height() / ROWS);
        long sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int i = (y * pictures.width() + fromX) * 3; i < (y * pictures.width() + toX) * 3; i++) {
                sum += pixels[i] & 0xFF;
            }
        }
        return sum * 1024 / ((long) (toX - fromX) * (toY - fromY));
    }

    private static double difference(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }
}
