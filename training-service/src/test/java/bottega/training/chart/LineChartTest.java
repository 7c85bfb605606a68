package bottega.training.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.training.chart.LineChart.Line;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static final double[] X = {1e-4, 1e-3, 1e-2, 1e-1};

    @Test
    void drawsItsLinesInTheirColours() throws IOException {
        BufferedImage with = read(chart(List.of(new Line("falls", X, new double[] {3, 2, 1, 0}, false)), null));
        assertEquals(900, with.getWidth());
        assertEquals(540, with.getHeight());
        assertTrue(pixels(with, 0x0072B2) > 500, "the line's own colour");
        assertEquals(0, pixels(with, 0xD55E00), "the second line's colour");
    }

    @Test
    void theMarkIsDrawn() throws IOException {
        var lines = List.of(new Line("flat", X, new double[] {1, 1, 1, 1}, true));
        BufferedImage without = read(chart(lines, null));
        BufferedImage with = read(chart(lines, 1e-2));
        int different = 0;
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                different += with.getRGB(x, y) == without.getRGB(x, y) ? 0 : 1;
            }
        }
        assertTrue(different > 200, "a vertical line of some 400 pixels, received " + different);
    }

    @Test
    void aLineOfNoPointsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Line("none", new double[0], new double[0], false));
        assertThrows(IllegalArgumentException.class, () -> new Line("half", X, new double[2], false));
    }

    private static LineChart chart(List<Line> lines, Double mark) {
        return new LineChart("Loss", "learning rate", "loss", true, lines, mark);
    }

    private static BufferedImage read(LineChart chart) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(chart.png()));
    }

    private static int pixels(BufferedImage picture, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
