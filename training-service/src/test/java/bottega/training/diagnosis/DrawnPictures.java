package bottega.training.diagnosis;

import bottega.training.engine.PreparedPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Pictures of stripes, drawn so that a run on them shows what it is to show. */
final class DrawnPictures {
    static final int SIZE = 32;

    private DrawnPictures() {}

    /** Writes one picture. */
    @FunctionalInterface
    interface Drawing {
        /** @return grey level 0 to 255 at a place of a picture of a class */
        int grey(int label, int picture, int x, int y, Random random);
    }

    /** Of class 0 to 3: across, upright, and the two diagonals, at a random phase, under noise. */
    static int stripes(int label, int picture, int x, int y, Random random) {
        int phase = (int) (picture * 2654435761L >>> 13 & 7);
        int along =
                switch (label) {
                    case 0 -> x;
                    case 1 -> y;
                    case 2 -> x + y;
                    default -> x - y + SIZE;
                };
        return ((along + phase) % 8 < 4 ? 60 : 180) + random.nextInt(40);
    }

    static int noise(int label, int picture, int x, int y, Random random) {
        return random.nextInt(256);
    }

    /** Every picture there twice. */
    static int repeated(int label, int picture, int x, int y, Random random) {
        int place = (picture / 4 * SIZE + y) * SIZE + x;
        return (stripes(label, picture / 4, x, y, new Random(0)) + new Random(place).nextInt(40)) / 2;
    }

    /** @param counts pictures of each class */
    static PreparedPictures draw(Path folder, Drawing drawing, int... counts) throws IOException {
        int all = Arrays.stream(counts).sum();
        byte[] pixels = new byte[all * SIZE * SIZE * 3];
        int[] labels = new int[all];
        var random = new Random(17);
        int picture = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++, picture++) {
                labels[picture] = label;
                for (int y = 0; y < SIZE; y++) {
                    for (int x = 0; x < SIZE; x++) {
                        byte grey = (byte) drawing.grey(label, picture, x, y, random);
                        Arrays.fill(
                                pixels,
                                ((picture * SIZE + y) * SIZE + x) * 3,
                                ((picture * SIZE + y) * SIZE + x + 1) * 3,
                                grey);
                    }
                }
            }
        }
        Path file = Files.createTempFile(folder, "pictures", ".bin");
        Files.write(file, pixels);
        return PreparedPictures.open(file, labels, SIZE, SIZE);
    }
}
