package bottega.training.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.dataset.Part;
import bottega.common.image.RgbImage;
import bottega.common.judgement.Calibration;
import bottega.common.judgement.Calibration.Bin;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.LabelCounts;
import bottega.common.problem.ProblemException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    @Test
    void aCellHasTheShadeOfItsShareOfTheRow() throws IOException {
        var matrix = new ConfusionMatrix(
                List.of("owl", "a lamp with a very long name indeed that has to be cut", "eye"),
                List.of(List.of(3, 1, 0), List.of(0, 10, 0), List.of(0, 0, 0)));
        var figure = new ConfusionFigure(matrix);
        BufferedImage picture = read(figure.png(Part.TEST));
        double[][] shares = {{0.75, 0.25, 0}, {0, 1, 0}, {0, 0, 0}};
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                Rectangle cell = figure.cell(row, column);
                assertEquals(
                        ConfusionFigure.shade(shares[row][column]).getRGB(),
                        picture.getRGB(cell.x + 3, cell.y + 3),
                        row + ", " + column);
            }
        }
        assertEquals(0xFFFFFFFF, ConfusionFigure.shade(0).getRGB());
        assertEquals(0xFF0072B2, ConfusionFigure.shade(1).getRGB());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 40})
    void everyCellIsInThePicture(int classes) throws IOException {
        var figure = new ConfusionFigure(diagonal(classes));
        BufferedImage picture = read(figure.png(Part.TEST));
        Rectangle last = figure.cell(classes - 1, classes - 1);
        assertEquals(0xFF0072B2, picture.getRGB(last.x + last.width - 2, last.y + 2));
        assertTrue(last.width >= 22, "a count can be read");
        assertTrue(picture.getWidth() < 1200 && picture.getHeight() < 1300);
    }

    @Test
    void moreClassesThanCouldBeReadAreRefused() {
        var problem = assertThrows(ProblemException.class, () -> new ConfusionFigure(diagonal(41)))
                .problem();
        assertEquals(422, problem.status());
        assertEquals("41 classes", problem.received());
    }

    /** Right answers blue, wrong ones red, each by its share of the pictures with the label or of those without. */
    @Test
    void countsOfLabelsAreShadedByTheirShare() throws IOException {
        var figure = new LabelCountsFigure(List.of(
                new ClassScores("disc", 10, 1.0, 1.0, 1.0, 1.0, new LabelCounts(10, 0, 0, 30)),
                new ClassScores("stripes", 20, 0.0, 0.0, 0.0, 0.2, new LabelCounts(0, 10, 20, 10)),
                new ClassScores("border", 0, null, null, null, null, new LabelCounts(0, 0, 0, 40))));
        BufferedImage picture = read(figure.png(Part.VALIDATION));
        int[][] shades = {
            {0x0072B2, 0xFFFFFF, 0xFFFFFF, 0x0072B2},
            {0xFFFFFF, 0xD55E00, 0xEAAF80, 0x80B9D9},
            {0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x0072B2}
        };
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                Rectangle cell = figure.cell(row, column);
                assertEquals(
                        shades[row][column], picture.getRGB(cell.x + 4, cell.y + 4) & 0xFFFFFF, row + ", " + column);
            }
        }
        Rectangle last = figure.cell(2, 7);
        assertTrue(picture.getWidth() > last.x + last.width && picture.getHeight() > last.y + last.height);
    }

    @Test
    void aBinIsAsHighAsItsAccuracyAndItsPointLiesAtItsConfidence() throws IOException {
        var calibration = new Calibration(0.3, List.of(new Bin(0.2, 0.4, 5, 0.3, 0.6), new Bin(0.8, 1, 15, 0.95, 0.5)));
        BufferedImage picture = read(ReliabilityDiagram.png(calibration, Part.TEST));
        assertEquals(0xFFD55E00, at(picture, 0.3, 0.6));
        assertEquals(0xFFD55E00, at(picture, 0.95, 0.5));
        int bar = at(picture, 0.23, 0.55);
        assertEquals(0xFF8CC0DF, bar);
        assertEquals(0xFFFFFFFF, at(picture, 0.23, 0.65), "above the bar");
        assertEquals(bar, at(picture, 0.87, 0.45));
        assertEquals(0xFFFFFFFF, at(picture, 0.87, 0.55), "above the bar");
        assertEquals(0xFFFFFFFF, at(picture, 0.7, 0.3), "no answers, no bar");
    }

    private static int at(BufferedImage picture, double confidence, double accuracy) {
        return picture.getRGB(
                (int) Math.round(ReliabilityDiagram.x(confidence)), (int) Math.round(ReliabilityDiagram.y(accuracy)));
    }

    /** A larger gradient is drawn higher, a hundredth of it two decades lower, 0 lowest of all. */
    @Test
    void gradientsAreOnALogarithmicScale() throws IOException {
        var byLayer = new LinkedHashMap<String, List<Double>>();
        byLayer.put("conv1.weight", List.of(0.0, 0.0, 0.0));
        byLayer.put("conv2.weight", List.of(1e-4, 1e-4, 1e-4));
        byLayer.put("fc.weight", List.of(1e-2, 1e-2, 1e-2));
        BufferedImage picture = read(Curves.gradients(byLayer));
        int zero = height(picture, 0x440154);
        int small = height(picture, 0x21918C);
        int large = height(picture, 0xF0B000);
        assertTrue(zero > small && small > large, zero + ", " + small + ", " + large);
        // 0 stands at 1e-5: 1 decade beneath the second line, which is 2 beneath the third
        assertEquals(2.0, (double) (small - large) / (zero - small), 0.05);
    }

    @Test
    void epochsInWhichALayerWasFrozenAreNotDrawn() throws IOException {
        var byLayer = new LinkedHashMap<String, List<Double>>();
        byLayer.put("conv1.weight", Arrays.asList(null, null, null));
        byLayer.put("conv2.weight", Arrays.asList(null, 1e-4, 1e-4));
        byLayer.put("fc.weight", List.of(1e-2, 1e-2, 1e-2));
        BufferedImage picture = read(Curves.gradients(byLayer));
        assertEquals(0, inRow(picture, height(picture, 0x440154), 0x440154), "never trained");
        double half = inRow(picture, height(picture, 0x21918C), 0x21918C);
        double whole = inRow(picture, height(picture, 0xF0B000), 0xF0B000);
        assertEquals(0.5, half / whole, 0.05, "one step of two");
    }

    /** Row in which most pixels have the colour. */
    private static int height(BufferedImage picture, int colour) {
        return IntStream.range(0, picture.getHeight())
                .boxed()
                .max((one, other) -> Long.compare(inRow(picture, one, colour), inRow(picture, other, colour)))
                .orElseThrow();
    }

    private static long inRow(BufferedImage picture, int y, int colour) {
        return IntStream.range(0, picture.getWidth())
                .filter(x -> (picture.getRGB(x, y) & 0xFFFFFF) == colour)
                .count();
    }

    @Test
    void ofManyLayersTheFirstTheLastAndSomeBetweenAreNamed() {
        assertEquals(
                10,
                IntStream.range(0, 94)
                        .filter(layer -> Curves.isNamed(layer, 94))
                        .count());
        assertTrue(Curves.isNamed(0, 94) && Curves.isNamed(93, 94));
        assertTrue(IntStream.range(0, 10).allMatch(layer -> Curves.isNamed(layer, 10)));
    }

    @Test
    void layersAreCalledByTheirNamesUnlessTheseAreTheSame() {
        assertEquals(
                List.of("conv1.weight", "layer1.conv2.weight"),
                Curves.layerNames(List.of("02_01conv1_weight", "02_03layer1_02conv2_weight")));
        List<String> same = List.of("01_conv_weight", "02_conv_weight");
        assertEquals(same, Curves.layerNames(same));
    }

    /** [1, 3, 1, 2]: red -1 and 1, green 0 and 0.5, blue 0.25 and -0.5. */
    @Test
    void aKernelsChannelsBecomeColours() {
        float[] weights = {-1, 1, 0, 0.5f, 0.25f, -0.5f};
        RgbImage kernel = Kernels.pictures("conv1.weight", weights, new long[] {1, 3, 1, 2}, 32, 10)
                .getFirst();
        assertEquals(2, kernel.width());
        assertEquals(1, kernel.height());
        int[][] expected = {{0, 128, 159}, {255, 191, 64}};
        for (int x = 0; x < 2; x++) {
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(expected[x][channel], kernel.get(x, 0, channel), x + ", " + channel);
            }
        }
        RgbImage large = Kernels.enlarged(kernel, 20);
        assertEquals(20, large.width());
        assertEquals(10, large.height());
        assertEquals(0, large.get(9, 9, 0));
        assertEquals(255, large.get(10, 0, 0));
    }

    @Test
    void weightsOfALinearLayerOverPixelsAreInTheOrderChannelRowColumn() {
        float[] weights = new float[2 * 3 * 4];
        weights[12 + 4 + 2] = -3; // second output, green, row 1, column 0
        List<RgbImage> kernels = Kernels.pictures("fc.weight", weights, new long[] {2, 12}, 2, 10);
        assertEquals(2, kernels.size());
        assertEquals(0, kernels.get(1).get(0, 1, 1));
        assertEquals(128, kernels.get(1).get(0, 1, 0));
        assertEquals(128, kernels.get(0).get(0, 1, 1), "a filter of zeros is grey");
        var problem = assertThrows(
                        ProblemException.class, () -> Kernels.pictures("fc.weight", weights, new long[] {2, 12}, 3, 10))
                .problem();
        assertEquals(422, problem.status());
    }

    /** Of 784-16-16-10 likewise: green (0, 158, 115) above 0, red (213, 94, 0) below, white at 0, half as strong half-way. */
    @Test
    void weightsOfBrightnessAreGreenAndRed() {
        float[] weights = {2, -1, 0, 0.2f};
        RgbImage neuron = Kernels.pictures("fc1.weight", weights, new long[] {1, 4}, 2, 10)
                .getFirst();
        int[][] expected = {{0, 158, 115}, {234, 175, 128}, {255, 255, 255}, {230, 245, 241}};
        for (int i = 0; i < 4; i++) {
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(expected[i][channel], neuron.get(i % 2, i / 2, channel), 1, i + ", " + channel);
            }
        }
        assertTrue(Kernels.ofBrightness(new long[] {6, 1, 5, 5}, 28));
        assertFalse(Kernels.ofBrightness(new long[] {6, 3, 5, 5}, 28));
    }

    private static ConfusionMatrix diagonal(int classes) {
        return new ConfusionMatrix(
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
                IntStream.range(0, classes)
                        .mapToObj(row -> IntStream.range(0, classes)
                                .mapToObj(column -> row == column ? 120 : 0)
                                .toList())
                        .toList());
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
