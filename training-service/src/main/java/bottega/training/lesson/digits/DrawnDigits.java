package bottega.training.lesson.digits;

import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Digits 0 to 9, turned, slanted, moved, thicker or thinner and unsteady, each from (seed, digit, index). */
public final class DrawnDigits {
    public static final int SIDE = 28;
    private static final int DIGITS = 10;
    /** The middle that MNIST's digits fill. */
    private static final double BOX = 20;

    private DrawnDigits() {}

    /** @return row by row, 0 is paper, 255 is ink */
    public static byte[] pixels(long seed, int digit, int index) {
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed * 1_000_003 + digit * 100_003L + index);
        List<double[][]> strokes = placed(Strokes.of(digit, random), random);
        double half = random.nextDouble(0.7, 1.7);
        double ink = random.nextDouble(200, 256);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double coverage = Math.clamp(half + 0.5 - distance(strokes, x + 0.5, y + 0.5), 0, 1);
                double noise = 6 * random.nextGaussian();
                pixels[y * SIDE + x] = (byte) Math.round(Math.clamp(ink * coverage + noise, 0, 255));
            }
        }
        return pixels;
    }

    private static List<double[][]> placed(List<double[][]> strokes, RandomGenerator random) {
        double angle = StrictMath.toRadians(12 * Math.clamp(random.nextGaussian(), -2, 2));
        double slant = 0.15 * Math.clamp(random.nextGaussian(), -2, 2);
        double width = BOX * random.nextDouble(0.8, 1.1);
        double height = BOX * random.nextDouble(0.85, 1.05);
        double right = random.nextDouble(-1.5, 1.5);
        double down = random.nextDouble(-1.5, 1.5);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return strokes.stream()
                .map(stroke -> {
                    double[][] corners = new double[stroke.length][];
                    for (int i = 0; i < stroke.length; i++) {
                        double y = (stroke[i][1] - 0.5) * height + 0.35 * random.nextGaussian();
                        double x = (stroke[i][0] - 0.5) * width - slant * y + 0.35 * random.nextGaussian();
                        corners[i] = new double[] {
                            SIDE / 2.0 + right + cos * x - sin * y, SIDE / 2.0 + down + sin * x + cos * y
                        };
                    }
                    return corners;
                })
                .toList();
    }

    private static double distance(List<double[][]> strokes, double x, double y) {
        double least = Double.MAX_VALUE;
        for (double[][] stroke : strokes) {
            for (int i = 1; i < stroke.length; i++) {
                least = Math.min(least, distance(stroke[i - 1], stroke[i], x, y));
            }
        }
        return Math.sqrt(least);
    }

    /** Squared, from the nearest place between two corners. */
    private static double distance(double[] from, double[] to, double x, double y) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = dx * dx + dy * dy;
        double share = length == 0 ? 0 : Math.clamp(((x - from[0]) * dx + (y - from[1]) * dy) / length, 0, 1);
        double ex = x - from[0] - share * dx;
        double ey = y - from[1] - share * dy;
        return ex * ex + ey * ey;
    }

    /** A zip with a folder of PNG files for each digit, as an upload would be. */
    public static byte[] archive(long seed, int ofEach) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION); // PNG is compressed already
            for (int digit = 0; digit < DIGITS; digit++) {
                for (int index = 0; index < ofEach; index++) {
                    zip.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "%d/%05d.png", digit, index)));
                    zip.write(PngWriter.encode(grey(pixels(seed, digit, index))));
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static RgbImage grey(byte[] pixels) {
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = pixels[i / 3];
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }
}
