package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Pooling over the axes behind N and C. Opset 17: MaxPool-12, AveragePool-11, GlobalMaxPool-1, GlobalAveragePool-1. What
 * runtimes make of {@code ceil_mode} changed over the years, so that it stands in a file only where all agree, or where
 * the sizes are free; else the edges are padded by what the last window needs.
 */
final class PoolingTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "maxPool", PoolingTranslators::maxPool,
            "avgPool", PoolingTranslators::avgPool,
            "lpPool", PoolingTranslators::lpPool,
            "globalMaxPool", (call, graph) -> global(call, graph, "GlobalMaxPool"),
            "globalAvgPool", (call, graph) -> global(call, graph, "GlobalAveragePool"),
            "globalLpPool", PoolingTranslators::globalLpPool);

    private PoolingTranslators() {}

    /** {@code maxPool(kernel, stride, padding, ceilMode)}; what is padded never is the largest. */
    private static void maxPool(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        Window window = window(call, graph, 1, 2, call.dimensions(3), call.flag(4));
        composition.result(
                composition.unary("MaxPool", composition.receiver(DataType.FLOAT32), window.attributes()),
                DataType.FLOAT32);
    }

    /**
     * {@code avgPool(kernel, stride, padding, ceilMode, countIncludePad)}. DJL's engine takes the last argument and does
     * not look at it: padding counts always.
     */
    private static void avgPool(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        Window window = window(call, graph, 1, 2, call.dimensions(3), call.flag(4));
        composition.result(average(composition, composition.receiver(DataType.FLOAT32), window), DataType.FLOAT32);
    }

    /**
     * The mean of what a window holds. Padding counts, but what hangs over the padded edge does not: where both occur, the
     * padding becomes zeros of the map.
     */
    private static String average(Composition composition, String x, Window window) {
        AttributeProto dontCount = Attributes.flag("count_include_pad", false);
        if (!window.isPadded()) {
            return composition.unary("AveragePool", x, window.with(dontCount));
        }
        if (!window.mayHangOver()) {
            return composition.unary("AveragePool", x, window.with(Attributes.flag("count_include_pad", true)));
        }
        int axes = window.padding().length;
        long[] pads = new long[2 * (axes + 2)];
        System.arraycopy(window.padding(), 0, pads, 2, axes);
        System.arraycopy(window.padding(), 0, pads, axes + 4, axes);
        String padded = composition.node(
                "Pad",
                List.of(
                        x,
                        composition.integers(pads),
                        composition.scalar(DataType.FLOAT32, Composition.NEGATIVE_ZERO)));
        return composition.unary("AveragePool", padded, window.withinPadding().with(dontCount));
    }

    /**
     * {@code lpPool(order, kernel, stride, padding, ceilMode)}: the mean of the powers times the kernel's size, to 1 /
     * order (torch.nn.functional.lp_pool2d). ONNX's LpPool takes magnitudes first and treats edges otherwise.
     */
    private static void lpPool(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        long[] kernel = call.dimensions(2);
        Window window = window(call, graph, 2, 3, new long[kernel.length], call.flag(5));
        String mean = average(composition, powers(call, composition), window);
        long size = Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
        String sum = composition.binary("Mul", mean, composition.scalar(DataType.FLOAT32, size));
        composition.result(root(call, composition, sum), DataType.FLOAT32);
    }

    private static void globalLpPool(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        long[] axes = new long[call.rank() - 2];
        Arrays.setAll(axes, i -> i + 2);
        String sum = composition.node(
                "ReduceSum",
                List.of(powers(call, composition), composition.integers(axes)),
                Attributes.flag("keepdims", false));
        composition.result(root(call, composition, sum), DataType.FLOAT32);
    }

    private static String powers(TracedCall call, Composition composition) {
        return composition.binary(
                "Pow", composition.receiver(DataType.FLOAT32), composition.scalar(DataType.FLOAT32, call.number(1)));
    }

    private static String root(TracedCall call, Composition composition, String sum) {
        return composition.binary("Pow", sum, composition.scalar(DataType.FLOAT32, 1 / call.number(1)));
    }

    /** DJL's global pools drop the pooled axes, ONNX's keep them. */
    private static void global(TracedCall call, OnnxGraph graph, String type) {
        var composition = new Composition(call, graph);
        String pooled = composition.unary(type, composition.receiver(DataType.FLOAT32));
        composition.result(composition.unary("Flatten", pooled, Attributes.integer("axis", 1)), DataType.FLOAT32);
    }

    private static Window window(
            TracedCall call, OnnxGraph graph, int kernel, int stride, long[] padding, boolean ceiling) {
        long[] kernelShape = call.dimensions(kernel);
        long[] sizes = graph.shape(call.receiver());
        long[] pooled = graph.shape(call.result());
        int leading = sizes.length - kernelShape.length;
        Window window = new Window(
                kernelShape,
                call.dimensions(stride),
                padding,
                Arrays.copyOfRange(sizes, leading, sizes.length),
                Arrays.copyOfRange(pooled, leading, pooled.length),
                ceiling);
        if (window.isAmbiguous()) {
            throw call.unsupported(
                    "at a free height and width, runtimes disagree on windows that begin beyond the edge:"
                            + " use ceil mode with stride + padding <= kernel only");
        }
        return window;
    }
}
