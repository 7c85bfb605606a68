package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Filters over a matrix or a picture. What is null gets its default; the ranges are in {@link #PARAMETERS}.
 *
 * @param matrix rows of equal length; the slides' when null, unless a picture is sent beside
 * @param filters each as rows, all of one size
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConvolutionRequest(
        List<List<Double>> matrix, List<List<List<Double>>> filters, Integer stride, Integer padding, Pooling pooling) {
    private static final int MOST_ROWS = 64;
    private static final int MOST_FILTERS = 8;
    private static final int MOST_FILTER_ROWS = 11;
    private static final double LARGEST = 1e6;

    public static final List<List<Double>> SLIDES_MATRIX = List.of(
            List.of(1., 1., 1., 3.), List.of(4., 6., 4., 8.), List.of(30., 0., 1., 5.), List.of(0., 2., 2., 4.));
    private static final List<List<List<Double>>> SLIDES_FILTERS =
            List.of(List.of(List.of(1., 0.), List.of(0., 1.)), List.of(List.of(0., 1.), List.of(1., 0.)));

    private static final LessonParameter STRIDE =
            LessonParameter.whole("stride", 1, 1, 16, "by how much the filter moves, across and down");
    private static final LessonParameter PADDING =
            LessonParameter.whole("padding", 0, 0, 16, "rows and columns of zeros put around the input");

    public static final List<LessonParameter> PARAMETERS = List.of(
            LessonParameter.structure(
                    "matrix", "array", SLIDES_MATRIX, "rows of the input, at most 64 x 64, from -1000000 to 1000000"),
            LessonParameter.structure(
                    "filters",
                    "array",
                    SLIDES_FILTERS,
                    "1 to 8 filters, each as rows, at most 11 x 11, all of one size; their number is the depth"),
            STRIDE,
            PADDING,
            Pooling.PARAMETER);

    public ConvolutionRequest {
        if (matrix != null) {
            check("/matrix", matrix, MOST_ROWS);
        }
        filters = filters == null ? SLIDES_FILTERS : filters;
        if (filters.isEmpty() || filters.size() > MOST_FILTERS) {
            throw LessonParameter.refused("/filters", "1 to " + MOST_FILTERS + " filters", filters.size());
        }
        for (int i = 0; i < filters.size(); i++) {
            check("/filters/" + i, filters.get(i), MOST_FILTER_ROWS);
            if (!size(filters.get(i)).equals(size(filters.getFirst()))) {
                throw LessonParameter.refused(
                        "/filters/" + i, size(filters.getFirst()) + " as the first filter", size(filters.get(i)));
            }
        }
        stride = STRIDE.check(stride);
        padding = PADDING.check(padding);
    }

    public static ConvolutionRequest defaults() {
        return new ConvolutionRequest(null, null, null, null, null);
    }

    public ConvolutionRequest withMatrix(List<List<Double>> other) {
        return new ConvolutionRequest(other, filters, stride, padding, pooling);
    }

    private static void check(String pointer, List<List<Double>> rows, int most) {
        String expected = "1 to " + most + " rows of equal length, 1 to " + most;
        if (rows == null || rows.isEmpty() || rows.size() > most) {
            throw LessonParameter.refused(pointer, expected, rows == null ? "null" : rows.size() + " rows");
        }
        for (int y = 0; y < rows.size(); y++) {
            List<Double> row = rows.get(y);
            if (row == null
                    || row.isEmpty()
                    || row.size() > most
                    || row.size() != rows.getFirst().size()) {
                throw LessonParameter.refused(
                        pointer + "/" + y, expected, row == null ? "null" : "a row of " + row.size());
            }
            for (int x = 0; x < row.size(); x++) {
                Double value = row.get(x);
                // Written so that NaN is refused.
                if (value == null || !(Math.abs(value) <= LARGEST)) {
                    throw LessonParameter.refused(
                            pointer + "/" + y + "/" + x, "a number from -1000000 to 1000000", value);
                }
            }
        }
    }

    private static String size(List<List<Double>> rows) {
        return rows.size() + " rows of " + rows.getFirst().size();
    }
}
