package bottega.training.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Two classes, horizontal and vertical stripes at random phase: no linear model can tell them apart. */
final class StripedPictures {
    static final int SIZE = 32;
    static final int COUNT = 240;

    private StripedPictures() {}

    /** Picture i is of class i modulo 2; the same pictures each time. */
    static PreparedPictures draw(Path folder) throws IOException {
        byte[] pixels = new byte[COUNT * SIZE * SIZE * 3];
        int[] labels = new int[COUNT];
        var random = new Random(3);
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i % 2;
            int phase = random.nextInt(8);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    boolean dark = ((labels[i] == 0 ? x : y) + phase) % 8 < 4;
                    for (int channel = 0; channel < 3; channel++) {
                        pixels[((i * SIZE + y) * SIZE + x) * 3 + channel] =
                                (byte) ((dark ? 60 : 180) + random.nextInt(40));
                    }
                }
            }
        }
        Path file = folder.resolve("pictures.bin");
        Files.write(file, pixels);
        return PreparedPictures.open(file, labels, SIZE, SIZE);
    }
}
