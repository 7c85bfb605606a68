package bottega.training.run;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A data set of two classes, horizontal and vertical stripes at random phase in noise. */
public final class Stripes {
    private static final int SIZE = 32;
    private static final int PERIOD = 8;

    private Stripes() {}

    /** A zip with one folder for each class. */
    public static byte[] archive(String horizontal, String vertical, int picturesPerClass) throws IOException {
        return archive(List.of(""), horizontal, vertical, picturesPerClass);
    }

    /** @param parts folders around the classes' folders, each with as many pictures: {@code train/} */
    static byte[] archive(List<String> parts, String horizontal, String vertical, int picturesPerClass)
            throws IOException {
        var random = new Random(5);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String part : parts) {
                for (int i = 0; i < picturesPerClass; i++) {
                    for (boolean upright : new boolean[] {false, true}) {
                        zip.putNextEntry(new ZipEntry(part + (upright ? vertical : horizontal) + "/" + i + ".png"));
                        ImageIO.write(picture(upright, random), "png", zip);
                        zip.closeEntry();
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(boolean upright, Random random) {
        var picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        int phase = random.nextInt(PERIOD);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                boolean dark = ((upright ? x : y) + phase) % PERIOD < PERIOD / 2;
                int grey = (dark ? 60 : 180) + random.nextInt(40);
                picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return picture;
    }
}
