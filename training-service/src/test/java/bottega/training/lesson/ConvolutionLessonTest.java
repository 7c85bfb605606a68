package bottega.training.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.RgbImage;
import bottega.common.lesson.ConvolutionRequest;
import bottega.common.lesson.ConvolutionResult;
import bottega.common.lesson.Pooling;
import bottega.common.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values worked out by hand. */
class ConvolutionLessonTest {
    @Test
    void theSlidesExampleWithBothFilters() {
        ConvolutionResult result = ConvolutionLesson.run(ConvolutionRequest.defaults());
        assertEquals(
                rows(new double[][] {{7, 5, 9}, {4, 7, 9}, {32, 2, 5}}),
                result.maps().get(0).values());
        assertEquals(
                rows(new double[][] {{5, 7, 7}, {36, 4, 9}, {0, 3, 7}}),
                result.maps().get(1).values());
        assertEquals(
                "row 1, column 1: 1 x 1 + 1 x 0 + 4 x 0 + 6 x 1 = 7",
                result.maps().getFirst().windows().getFirst());
        assertEquals(32, result.maps().getFirst().greatest());
        assertNull(result.maps().getFirst().pooled());
    }

    /** The filter is not turned: 1 2 / 3 4 on itself is 1 + 4 + 9 + 16, turned it would be 4 + 6 + 6 + 4. */
    @Test
    void theFilterIsNotTurnedRound() {
        List<List<Double>> square = rows(new double[][] {{1, 2}, {3, 4}});
        ConvolutionResult result =
                ConvolutionLesson.run(new ConvolutionRequest(square, List.of(square), null, null, null));
        assertEquals(rows(new double[][] {{30}}), result.maps().getFirst().values());
    }

    /** Windows start at -1 and 1, down and across: [0 0/0 1], [0 0/2 3], [0 4/0 7], [5 6/8 9]. */
    @Test
    void paddingAndStride() {
        ConvolutionResult result = ConvolutionLesson.run(new ConvolutionRequest(
                rows(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}),
                List.of(rows(new double[][] {{1, 10}, {100, 1000}})),
                2,
                1,
                null));
        assertEquals(
                rows(new double[][] {{1000, 3200}, {7040, 9865}}),
                result.maps().getFirst().values());
        assertEquals(
                "Height: floor((input - window + 2 x padding) / stride) + 1 = floor((3 - 2 + 2 x 1) / 2) + 1 = 2; the stride"
                        + " does not come out even, rows left over: 1.",
                result.sizes().getFirst());
    }

    @Test
    void pooling() {
        List<List<Double>> matrix =
                rows(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}, {13, 14, 15, -16}});
        List<List<List<Double>>> identity = List.of(rows(new double[][] {{1}}));
        assertEquals(
                rows(new double[][] {{6, 8}, {14, 15}}),
                ConvolutionLesson.run(new ConvolutionRequest(
                                matrix, identity, null, null, new Pooling(Pooling.Kind.MAX, null, null)))
                        .maps()
                        .getFirst()
                        .pooled());
        assertEquals(
                rows(new double[][] {{3.5, 4.5, 5.5}, {7.5, 8.5, 9.5}, {11.5, 12.5, 5.5}}),
                ConvolutionLesson.run(new ConvolutionRequest(
                                matrix, identity, null, null, new Pooling(Pooling.Kind.AVERAGE, 2, 1)))
                        .maps()
                        .getFirst()
                        .pooled());
    }

    /** AlexNet's first layer (stride 4, padding 2), VGG's, ResNet's, and a pooling that does not come out even. */
    @ParameterizedTest
    @CsvSource({"224, 11, 4, 2, 55", "224, 3, 1, 1, 224", "224, 7, 2, 3, 112", "55, 3, 2, 0, 27", "5, 2, 2, 0, 2"})
    void sizes(int input, int window, int stride, int padding, int output) {
        assertEquals(output, Windows.outputSize(input, window, stride, padding));
    }

    /** Left black, right white: only the windows across the edge answer, with 4 x 255. */
    @Test
    void anEdgeOfAPictureComesOutWhite() {
        byte[] rgb = new byte[4 * 3 * 3];
        for (int y = 0; y < 3; y++) {
            Arrays.fill(rgb, (y * 4 + 2) * 3, (y * 4 + 4) * 3, (byte) 255);
        }
        List<List<Double>> sobel = rows(new double[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}});
        List<List<Double>> flat = rows(new double[][] {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}});
        ConvolutionResult result = ConvolutionLesson.run(
                new ConvolutionRequest(null, List.of(sobel, flat), null, null, null), new RgbImage(4, 3, rgb));
        // 0.299 + 0.587 + 0.114 is 1 but for rounding
        assertEquals(1020, result.maps().getFirst().greatest(), 1e-9);
        assertEquals(1020, result.maps().getFirst().least(), 1e-9);
        assertEquals(0, result.maps().get(1).least(), 0);
        assertEquals(255, result.maps().get(1).greatest(), 1e-9);
        RgbImage picture = new ImageDecoder(DecodeLimits.defaults()).decode(result.png());
        assertEquals(2 + 4 + 2, picture.width());
        assertEquals(1, picture.height());
        int[] greys = new int[8];
        for (int x = 0; x < 8; x++) {
            greys[x] = picture.get(x, 0, 1);
        }
        assertArrayEquals(new int[] {255, 255, 255, 255, 0, 255}, Arrays.copyOfRange(greys, 2, 8));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<List<Double>> three = rows(new double[3][3]);
        ProblemException filter = assertThrows(
                ProblemException.class,
                () -> ConvolutionLesson.run(
                        new ConvolutionRequest(rows(new double[2][5]), List.of(three), null, null, null)));
        assertEquals("/filters/0", filter.problem().pointer());
        ProblemException pooling = assertThrows(
                ProblemException.class,
                () -> ConvolutionLesson.run(
                        new ConvolutionRequest(null, null, null, null, new Pooling(null, 4, null))));
        assertEquals("/pooling/size", pooling.problem().pointer());
        ProblemException work = assertThrows(
                ProblemException.class,
                () -> ConvolutionLesson.run(
                        new ConvolutionRequest(null, List.of(rows(new double[11][11])), null, null, null),
                        new RgbImage(2000, 2000, new byte[12_000_000])));
        assertEquals("urn:bottega:problem:lesson-too-large", work.problem().type());
    }

    private static List<List<Double>> rows(double[][] values) {
        return new Grid(
                        values.length,
                        values[0].length,
                        Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray())
                .rows();
    }
}
