package bottega.training.figure;

import bottega.common.dataset.Part;
import bottega.common.judgement.Calibration;
import bottega.common.judgement.Calibration.Bin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/**
 * Accuracy over confidence (Guo et al. 2017, "On Calibration of Modern Neural Networks", figure 1): a bar for each bin, as
 * high as its accuracy; its point lies at its mean confidence. On the diagonal the probabilities mean what they say.
 * Beneath, how many answers each bin has.
 */
public final class ReliabilityDiagram {
    private static final int LEFT = 76;
    private static final int TOP = 72;
    private static final int SIDE = 440;
    private static final int COUNTS_TOP = TOP + SIDE + 20;
    private static final int COUNTS_HEIGHT = 90;

    private ReliabilityDiagram() {}

    public static byte[] png(Calibration calibration, Part part) {
        return png(calibration, part, "confidence", "accuracy", "as sure as right");
    }

    /**
     * Of several labels a picture: how often a label is there over its probability, as Niculescu-Mizil and Caruana (2005,
     * "Predicting Good Probabilities With Supervised Learning", figure 1) draw binary answers.
     */
    public static byte[] ofLabels(Calibration calibration, Part part) {
        return png(calibration, part, "probability of a label", "share that bears it", "as often as said");
    }

    private static byte[] png(Calibration calibration, Part part, String confidence, String accuracy, String diagonal) {
        try (var drawing = new Drawing(LEFT + SIDE + 36, COUNTS_TOP + COUNTS_HEIGHT + 64)) {
            drawing.font(17, true);
            drawing.left("Calibration, " + part.publicName() + " part", 24, 24);
            drawing.font(12, false);
            drawing.graphics.setColor(Drawing.PALE);
            drawing.left(
                    String.format(
                            Locale.ROOT,
                            "%d answers; expected error %.3f; on the dashed line: %s",
                            calibration.bins().stream().mapToInt(Bin::answers).sum(),
                            calibration.expectedError(),
                            diagonal),
                    24,
                    48);
            drawGrid(drawing, confidence, accuracy);
            int most = calibration.bins().stream().mapToInt(Bin::answers).max().orElse(1);
            for (Bin bin : calibration.bins()) {
                drawBin(drawing, bin, most);
            }
            drawDiagonal(drawing);
            for (Bin bin : calibration.bins()) {
                drawing.graphics.setColor(Drawing.RED);
                drawing.graphics.fill(new Ellipse2D.Double(x(bin.confidence()) - 4, y(bin.accuracy()) - 4, 8, 8));
            }
            return drawing.png();
        }
    }

    static double x(double confidence) {
        return LEFT + confidence * SIDE;
    }

    static double y(double accuracy) {
        return TOP + (1 - accuracy) * SIDE;
    }

    private static void drawGrid(Drawing drawing, String confidence, String accuracy) {
        for (int fifth = 0; fifth <= 5; fifth++) {
            double value = fifth / 5.0;
            drawing.graphics.setColor(Drawing.LINE);
            drawing.graphics.draw(new Line2D.Double(x(value), TOP, x(value), COUNTS_TOP + COUNTS_HEIGHT));
            drawing.graphics.draw(new Line2D.Double(LEFT, y(value), LEFT + SIDE, y(value)));
            drawing.graphics.setColor(Drawing.TEXT);
            drawing.font(12, false);
            String text = String.format(Locale.ROOT, "%.1f", value);
            drawing.centred(text, x(value), COUNTS_TOP + COUNTS_HEIGHT + 16);
            drawing.right(text, LEFT - 8, y(value));
        }
        drawing.centred(confidence, LEFT + SIDE / 2.0, COUNTS_TOP + COUNTS_HEIGHT + 42);
        drawing.upwards(accuracy, 24, TOP + SIDE / 2.0 + drawing.widthOf(accuracy) / 2.0);
        drawing.upwards("answers", 24, COUNTS_TOP + COUNTS_HEIGHT - 20);
    }

    private static void drawBin(Drawing drawing, Bin bin, int most) {
        double left = x(bin.from()) + 1;
        double width = x(bin.to()) - x(bin.from()) - 2;
        drawing.graphics.setColor(new Color(0x8CC0DF));
        drawing.graphics.fill(new Rectangle2D.Double(left, y(bin.accuracy()), width, y(0) - y(bin.accuracy())));
        double height = Math.max(1, (COUNTS_HEIGHT - 14.0) * bin.answers() / most);
        double top = COUNTS_TOP + COUNTS_HEIGHT - height;
        drawing.graphics.setColor(new Color(0xA0A0A0));
        drawing.graphics.fill(new Rectangle2D.Double(left, top, width, height));
        drawing.font(10, false);
        drawing.graphics.setColor(Drawing.TEXT);
        drawing.centred(Integer.toString(bin.answers()), left + width / 2, top - 7);
    }

    private static void drawDiagonal(Drawing drawing) {
        var before = drawing.graphics.getStroke();
        drawing.graphics.setStroke(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0));
        drawing.graphics.setColor(Drawing.PALE);
        drawing.graphics.draw(new Line2D.Double(x(0), y(0), x(1), y(1)));
        drawing.graphics.setStroke(before);
    }
}
