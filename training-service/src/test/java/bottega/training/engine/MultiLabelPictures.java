package bottega.training.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Grey noise with up to three things drawn into it, each there or not whatever the others are: stripes at a random phase, a
 * disc at a random place, a border.
 */
public final class MultiLabelPictures {
    public static final List<String> LABELS = List.of("border", "disc", "stripes");
    public static final int SIZE = 32;

    private MultiLabelPictures() {}

    /** @param shares of the pictures that have a border, a disc, stripes */
    public static PreparedPictures draw(Path folder, int count, long seed, double... shares) throws IOException {
        return write(folder, count, seed, true, shares);
    }

    /** Labels that nothing of the pictures tells. */
    public static PreparedPictures noise(Path folder, int count, long seed, double... shares) throws IOException {
        return write(folder, count, seed, false, shares);
    }

    private static PreparedPictures write(Path folder, int count, long seed, boolean drawn, double... shares)
            throws IOException {
        byte[] pixels = new byte[count * SIZE * SIZE * 3];
        int[][] sets = new int[count][];
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            sets[i] = IntStream.range(0, shares.length)
                    .filter(label -> random.nextDouble() < shares[label])
                    .toArray();
            byte[] picture = rgb(drawn ? sets[i] : new int[0], random);
            System.arraycopy(picture, 0, pixels, i * picture.length, picture.length);
        }
        Path file = Files.createTempFile(folder, "pictures", ".bin");
        Files.write(file, pixels);
        return PreparedPictures.open(file, new Targets.MultiLabel(sets), SIZE, SIZE);
    }

    /** @param labels ascending */
    public static byte[] rgb(int[] labels, Random random) {
        byte[] pixels = new byte[SIZE * SIZE * 3];
        boolean border = has(labels, 0);
        boolean disc = has(labels, 1);
        boolean stripes = has(labels, 2);
        int phase = random.nextInt(8);
        int centreX = 10 + random.nextInt(12);
        int centreY = 10 + random.nextInt(12);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int grey = 110;
                if (stripes) {
                    grey = (x + phase) % 8 < 4 ? 80 : 140;
                }
                if (disc && Math.hypot(x - centreX, y - centreY) < 6) {
                    grey = 210;
                }
                if (border && Math.min(Math.min(x, y), SIZE - 1 - Math.max(x, y)) < 2) {
                    grey = 20;
                }
                byte value = (byte) (grey + random.nextInt(40));
                int place = (y * SIZE + x) * 3;
                Arrays.fill(pixels, place, place + 3, value);
            }
        }
        return pixels;
    }

    private static boolean has(int[] labels, int label) {
        return Arrays.binarySearch(labels, label) >= 0;
    }
}
