package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;

/**
 * Pictures and maps at another size. Opset 17: Resize-13. The engine never aligns corners, whatever it is told, and
 * smooths before it shrinks, which ONNX cannot say before opset 18: then it is written as what it is, a product with a
 * matrix from either side.
 */
final class ResizeTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "interpolation", ResizeTranslators::interpolation,
            "resize", ResizeTranslators::resize);

    private ResizeTranslators() {}

    /** {@code interpolation(size, mode, alignCorners)} of {@code [N, C, H, W]}. */
    private static void interpolation(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        long[] size = call.constant(1, long[].class);
        long[] before = graph.shape(call.receiver());
        String resized = resized(
                call,
                composition,
                composition.receiver(DataType.FLOAT32),
                size,
                new long[] {before[before.length - 2], before[before.length - 1]},
                call.integer(2));
        composition.result(resized, DataType.FLOAT32);
    }

    /** {@code resize(width, height, mode)} of {@code [N, H, W, C]} or {@code [H, W, C]}, back to the type that it was. */
    private static void resize(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        boolean single = call.rank() == 3;
        long[] before = graph.shape(call.receiver());
        String x = composition.receiver(DataType.FLOAT32);
        if (single) {
            x = composition.binary("Unsqueeze", x, composition.integers(0));
        }
        String maps = composition.unary("Transpose", x, Attributes.integers("perm", 0, 3, 1, 2));
        long[] places = {before[before.length - 3], before[before.length - 2]};
        String resized = resized(
                call, composition, maps, new long[] {call.integer(2), call.integer(1)}, places, call.integer(3));
        String pictures = composition.unary("Transpose", resized, Attributes.integers("perm", 0, 2, 3, 1));
        composition.result(
                single ? composition.binary("Squeeze", pictures, composition.integers(0)) : pictures, DataType.FLOAT32);
    }

    private static String resized(
            TracedCall call, Composition composition, String maps, long[] size, long[] before, int mode) {
        if (size.length != 2) {
            throw call.unsupported("only maps [N, C, H, W] are resized");
        }
        boolean free = before[0] == TracePair.DYNAMIC || before[1] == TracePair.DYNAMIC;
        boolean smaller = !free && (size[0] < before[0] || size[1] < before[1]);
        return switch (mode) {
            case 0 -> nearest(composition, maps, size);
            case 1 ->
                smaller || free
                        ? product(call, composition, maps, size, before, Resampling.LINEAR)
                        : linear(composition, maps, size);
            case 2 -> product(call, composition, maps, size, before, Resampling.AREA);
            case 3 -> product(call, composition, maps, size, before, Resampling.CUBIC);
            default -> throw call.unsupported("interpolation mode " + mode);
        };
    }

    private static String nearest(Composition composition, String maps, long[] size) {
        return composition.node(
                "Resize",
                List.of(maps, "", "", sizes(composition, maps, size)),
                Attributes.text("mode", "nearest"),
                Attributes.text("coordinate_transformation_mode", "asymmetric"),
                Attributes.text("nearest_mode", "floor"));
    }

    private static String linear(Composition composition, String maps, long[] size) {
        return composition.node(
                "Resize",
                List.of(maps, "", "", sizes(composition, maps, size)),
                Attributes.text("mode", "linear"),
                Attributes.text("coordinate_transformation_mode", "half_pixel"));
    }

    private static String sizes(Composition composition, String maps, long[] size) {
        String leading = composition.unary("Shape", maps, Attributes.integer("start", 0), Attributes.integer("end", 2));
        return composition.node("Concat", List.of(leading, composition.integers(size)), Attributes.integer("axis", 0));
    }

    /** Each axis by itself: a matrix from the left for the rows, one from the right for the columns. */
    private static String product(
            TracedCall call, Composition composition, String maps, long[] size, long[] before, Resampling resampling) {
        if (before[0] == TracePair.DYNAMIC || before[1] == TracePair.DYNAMIC) {
            throw call.unsupported("only the nearest element can be taken at a free height and width");
        }
        String resized = maps;
        if (size[0] != before[0]) {
            String matrix = matrix(composition, size[0], before[0], resampling);
            resized = composition.binary("MatMul", matrix, resized);
        }
        if (size[1] != before[1]) {
            String matrix = matrix(composition, size[1], before[1], resampling);
            String transposed = composition.unary("Transpose", matrix, Attributes.integers("perm", 1, 0));
            resized = composition.binary("MatMul", resized, transposed);
        }
        return resized;
    }

    private static String matrix(Composition composition, long after, long before, Resampling resampling) {
        float[] matrix = resampling.matrix(Math.toIntExact(before), Math.toIntExact(after));
        return composition.reals(matrix, after, before);
    }
}
