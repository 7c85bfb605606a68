package bottega.training.lesson;

import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.common.lesson.ConvolutionRequest;
import bottega.common.lesson.ConvolutionResult;
import bottega.common.lesson.ConvolutionResult.FeatureMap;
import bottega.common.lesson.Lesson;
import bottega.common.lesson.Pooling;
import bottega.common.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** One convolution layer with filters that are given, not learned, and pooling after it. */
final class ConvolutionLesson {
    static final String ID = "convolution";
    /** About a second of work. */
    private static final long MOST_PRODUCTS = 300_000_000;
    /** 64 MB. */
    private static final long MOST_VALUES = 8_000_000;

    static final long MOST_PIXELS = 4_000_000;

    private static final long MOST_PRODUCTS_SHOWN = 1_000;

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "Convolution and pooling",
            "What a filter makes of a matrix or a picture, and how stride, zero padding, depth and pooling set the size.",
            "Send {} for the slides' matrix with both filters; `windows` shows each sum. Then {\"padding\": 1}, {\"stride\":"
                    + " 2}, {\"pooling\": {}}: `sizes` works out the sizes. Send a picture as multipart/form-data"
                    + " (`picture`, and the rest as JSON in `parameters`) with edge filters such as -1 0 1 / -2 0 2 / -1 0 1;"
                    + " with Accept: image/png the answer is the picture alone.",
            ConvolutionRequest.PARAMETERS);

    private static final List<String> NOTES = List.of(
            "What networks call convolution is cross-correlation: the filter is not turned round. The slides' two filters"
                    + " look the same after half a turn, so for them both give the same numbers.",
            "Depth here is the number of filters, which is the depth of what comes out. A filter is itself as deep as what goes in:"
                    + " 1 in this lesson (of a picture, its brightness), 3 on colours, in the layers after it the number of filters"
                    + " before.",
            "A value is high where the patch matches the filter, as the slides say, but also where the patch's numbers are"
                    + " large whatever their pattern: nothing is divided by them.");

    private ConvolutionLesson() {}

    static ConvolutionResult run(ConvolutionRequest request) {
        ConvolutionRequest filled =
                request.matrix() == null ? request.withMatrix(ConvolutionRequest.SLIDES_MATRIX) : request;
        Grid input = Grid.of(filled.matrix());
        Layer layer = layer(filled, input);
        var maps = new ArrayList<FeatureMap>();
        for (int i = 0; i < layer.maps.size(); i++) {
            Grid map = layer.maps.get(i);
            Grid filter = layer.filters.get(i);
            long products = (long) map.values().length * filter.values().length;
            maps.add(new FeatureMap(
                    map.height(),
                    map.width(),
                    map.least(),
                    map.greatest(),
                    map.rows(),
                    products > MOST_PRODUCTS_SHOWN
                            ? null
                            : Windows.sums(input, filter, map, filled.stride(), filled.padding()),
                    filled.pooling() == null ? null : layer.last.get(i).rows()));
        }
        return new ConvolutionResult(
                filled, input.height(), input.width(), layer.sizes, maps, null, List.of(lookAt(layer)), NOTES);
    }

    /** Of a picture's brightness, 0 to 255. */
    static ConvolutionResult run(ConvolutionRequest request, RgbImage picture) {
        Grid input = Grid.brightness(picture);
        Layer layer = layer(request, input);
        List<FeatureMap> maps = layer.maps.stream()
                .map(map -> new FeatureMap(map.height(), map.width(), map.least(), map.greatest(), null, null, null))
                .toList();
        return new ConvolutionResult(
                request,
                input.height(),
                input.width(),
                layer.sizes,
                maps,
                PngWriter.encode(FeatureMapPicture.draw(layer.last)),
                List.of(lookAt(layer)),
                NOTES);
    }

    /** @param last the maps after pooling, the maps themselves where there is none */
    private record Layer(List<Grid> filters, List<Grid> maps, List<Grid> last, List<String> sizes) {}

    private static Layer layer(ConvolutionRequest request, Grid input) {
        List<Grid> filters = request.filters().stream().map(Grid::of).toList();
        Grid filter = filters.getFirst();
        int stride = request.stride();
        int padding = request.padding();
        int height = Windows.outputSize(input.height(), filter.height(), stride, padding);
        int width = Windows.outputSize(input.width(), filter.width(), stride, padding);
        checkFit("/filters/0", filter.height(), filter.width(), input.height(), input.width(), padding);
        checkWork(filters.size() * (long) height * width, (long) filter.values().length);
        var sizes = new ArrayList<String>();
        sizes.add("Height: " + sentence(input.height(), filter.height(), stride, padding, "rows"));
        sizes.add("Width: " + sentence(input.width(), filter.width(), stride, padding, "columns"));
        sizes.add("Depth: " + filters.size() + ", a map for each filter; " + filters.size() + " x " + filter.height()
                + " x " + filter.width() + " = " + filters.size() * filter.values().length + " weights.");
        Pooling pooling = request.pooling();
        if (pooling != null) {
            checkFit("/pooling/size", pooling.size(), pooling.size(), height, width, 0);
            sizes.add("Height after pooling: " + sentence(height, pooling.size(), pooling.stride(), 0, "rows"));
            sizes.add("Width after pooling: " + sentence(width, pooling.size(), pooling.stride(), 0, "columns"));
        }
        List<Grid> maps = filters.stream()
                .map(each -> Windows.convolve(input, each, stride, padding))
                .toList();
        List<Grid> last = pooling == null
                ? maps
                : maps.stream().map(map -> Windows.pool(map, pooling)).toList();
        return new Layer(filters, maps, last, sizes);
    }

    private static String sentence(int input, int window, int stride, int padding, String what) {
        int spare = (input - window + 2 * padding) % stride;
        return "floor((input - window + 2 x padding) / stride) + 1 = floor((" + input + " - " + window + " + 2 x "
                + padding + ") / " + stride + ") + 1 = " + Windows.outputSize(input, window, stride, padding)
                + (spare == 0 ? "." : "; the stride does not come out even, " + what + " left over: " + spare + ".");
    }

    private static void checkFit(String pointer, int height, int width, int inputHeight, int inputWidth, int padding) {
        if (height > inputHeight + 2 * padding || width > inputWidth + 2 * padding) {
            throw Problem.of(
                            400,
                            "invalid-parameter",
                            "Invalid parameter",
                            "The window is larger than what it moves over.")
                    .at(pointer)
                    .expected("at most " + (inputHeight + 2 * padding) + " rows of " + (inputWidth + 2 * padding))
                    .received(height + " rows of " + width)
                    .remedy("Take a smaller window, a larger input or, for filters, more padding.")
                    .exception();
        }
    }

    private static void checkWork(long values, long productsEach) {
        if (values > MOST_VALUES || values * productsEach > MOST_PRODUCTS) {
            throw Problem.of(400, "lesson-too-large", "Lesson too large", "The feature maps would take too long.")
                    .at("/filters")
                    .expected("at most " + MOST_VALUES + " values and " + MOST_PRODUCTS + " products in all")
                    .received(values + " values of " + productsEach + " products each")
                    .remedy("Send a smaller picture, fewer or smaller filters, or a larger stride.")
                    .exception();
        }
    }

    private static String lookAt(Layer layer) {
        var text = new StringBuilder("Greatest value of each map:");
        for (int i = 0; i < layer.maps.size(); i++) {
            text.append(i == 0 ? " " : ", ")
                    .append(Shown.number(layer.maps.get(i).greatest()));
        }
        return text.append(". There the input looks most like the filter, or is largest.")
                .toString();
    }
}
