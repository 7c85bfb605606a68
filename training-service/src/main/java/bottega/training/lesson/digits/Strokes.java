package bottega.training.lesson.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The lines that a digit is written with, as corners {@code {x, y}} in a square of side 1, y downwards. */
final class Strokes {
    private static final int ARC_CORNERS = 14;

    private Strokes() {}

    /** @param random decides among ways to write the same digit */
    static List<double[][]> of(int digit, RandomGenerator random) {
        boolean other = random.nextBoolean();
        return switch (digit) {
            case 0 -> strokes(arc(0.5, 0.5, 0.28, 0.42, 0, 360));
            case 1 -> other ? strokes(line(0.5, 0.08, 0.5, 0.92)) : strokes(line(0.34, 0.27, 0.52, 0.08, 0.52, 0.92));
            case 2 -> strokes(joined(arc(0.5, 0.31, 0.26, 0.23, 190, 390), line(0.24, 0.91, 0.79, 0.91)));
            case 3 -> strokes(joined(arc(0.45, 0.29, 0.26, 0.21, 200, 450), arc(0.45, 0.71, 0.29, 0.21, 270, 510)));
            case 4 ->
                other
                        ? strokes(line(0.62, 0.92, 0.62, 0.08, 0.22, 0.64, 0.82, 0.64))
                        : strokes(line(0.3, 0.1, 0.26, 0.54, 0.78, 0.54), line(0.68, 0.12, 0.64, 0.92));
            case 5 -> strokes(joined(line(0.75, 0.1, 0.34, 0.1, 0.31, 0.48), arc(0.48, 0.67, 0.27, 0.25, 235, 500)));
            case 6 -> strokes(joined(line(0.66, 0.08, 0.44, 0.25, 0.31, 0.46), arc(0.5, 0.69, 0.25, 0.23, 180, 540)));
            case 7 ->
                other
                        ? strokes(line(0.23, 0.11, 0.78, 0.11, 0.42, 0.92))
                        : strokes(line(0.23, 0.11, 0.78, 0.11, 0.42, 0.92), line(0.36, 0.5, 0.74, 0.5));
            case 8 -> strokes(arc(0.5, 0.29, 0.21, 0.2, 0, 360), arc(0.5, 0.71, 0.26, 0.22, 0, 360));
            case 9 -> strokes(joined(arc(0.5, 0.32, 0.24, 0.23, 0, 360), line(0.74, 0.34, 0.7, 0.65, 0.58, 0.92)));
            default -> throw new IllegalArgumentException("digit: expected 0 to 9, received " + digit);
        };
    }

    private static List<double[][]> strokes(double[][]... strokes) {
        return Arrays.asList(strokes);
    }

    private static double[][] line(double... coordinates) {
        double[][] corners = new double[coordinates.length / 2][];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = new double[] {coordinates[2 * i], coordinates[2 * i + 1]};
        }
        return corners;
    }

    /** Part of an ellipse; degrees, 0 is right, 90 is down. StrictMath, so that a seed draws the same everywhere. */
    private static double[][] arc(double x, double y, double radiusX, double radiusY, double from, double to) {
        double[][] corners = new double[ARC_CORNERS + 1][];
        for (int i = 0; i <= ARC_CORNERS; i++) {
            double angle = StrictMath.toRadians(from + (to - from) * i / ARC_CORNERS);
            corners[i] = new double[] {x + radiusX * StrictMath.cos(angle), y + radiusY * StrictMath.sin(angle)};
        }
        return corners;
    }

    private static double[][] joined(double[][] first, double[][] second) {
        var all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(second));
        return all.toArray(double[][]::new);
    }
}
