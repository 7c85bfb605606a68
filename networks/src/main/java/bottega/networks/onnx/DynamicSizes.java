package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import bottega.networks.onnx.Size.Dimension;
import bottega.networks.onnx.Size.Fixed;
import bottega.networks.onnx.Size.Product;
import bottega.networks.trace.TracedValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes sizes that follow the inputs' sizes as nodes: Shape, Gather, Mul, Div, Concat on int64 tensors {@code [1]}. */
final class DynamicSizes {
    private final OnnxGraph graph;
    private final TracePair traces;
    private final SizeFinder finder;
    private final Map<Dimension, String> written = new HashMap<>();

    DynamicSizes(OnnxGraph graph, TracePair traces) {
        this.graph = graph;
        this.traces = traces;
        this.finder = new SizeFinder(traces);
    }

    /** The shape of {@code value} as an int64 tensor. */
    String shape(TracedValue value, List<TracedValue> sources) {
        long[] dimensions = traces.shape(value);
        boolean fixed = true;
        for (long dimension : dimensions) {
            fixed &= dimension != TracePair.DYNAMIC;
        }
        if (fixed) {
            return graph.integers(value, "shape", dimensions);
        }
        var parts = new ArrayList<String>();
        for (int axis = 0; axis < dimensions.length; axis++) {
            parts.add(
                    dimensions[axis] == TracePair.DYNAMIC
                            ? dimension(value, axis, sources)
                            : graph.integers(value, "dimension_" + axis, dimensions[axis]));
        }
        return concat(value, parts);
    }

    String concat(TracedValue purpose, List<String> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : graph.node("Concat", purpose, parts, Attributes.integer("axis", 0));
    }

    /**
     * Dimension {@code axis} of {@code value} as an int64 tensor {@code [1]}, without reading it from {@code value}
     * itself.
     */
    String dimension(TracedValue value, int axis, List<TracedValue> sources) {
        return write(
                value,
                find(value, axis, sources)
                        .orElseThrow(() -> new ExportException("dimension " + axis + " of " + value + " is "
                                + value.shape().get(axis) + " and then "
                                + traces.counterpart(value).shape().get(axis) + " at other sizes of the inputs ("
                                + sizes() + "): that is no constant times a product of sizes that the block was given"
                                + producedBy(value))));
    }

    private static String producedBy(TracedValue value) {
        return value.origin() instanceof TracedValue.Origin.Result(var operation, int _)
                ? "; " + operation + ", called at " + operation.calledAt()
                : "";
    }

    private String sizes() {
        var text = new ArrayList<String>();
        traces.axes().forEach(axis -> text.add(axis.name() + " = " + axis.first() + " and then " + axis.second()));
        return String.join(", ", text);
    }

    Optional<Size> find(TracedValue value, int axis, List<TracedValue> sources) {
        return find(
                value.id(),
                value.shape().get(axis),
                traces.counterpart(value).shape().get(axis),
                sources);
    }

    /**
     * From {@code sources} and the inputs; else a dimension that is equal to one of an array that was there before value
     * number {@code before}.
     */
    private Optional<Size> find(int before, long one, long other, List<TracedValue> sources) {
        var likely = new ArrayList<>(sources);
        likely.addAll(traces.first().inputs());
        Optional<Size> found = finder.find(one, other, likely);
        for (int id = before - 1; id >= 0 && found.isEmpty(); id--) {
            TracedValue earlier = traces.first().values().get(id);
            for (int axis = 0; axis < earlier.shape().dimension(); axis++) {
                if (earlier.shape().get(axis) == one
                        && traces.counterpart(earlier).shape().get(axis) == other) {
                    found = Optional.of(new Product(1, 1, List.of(new Dimension(earlier, axis))));
                }
            }
        }
        return found;
    }

    private String write(TracedValue purpose, Size size) {
        return switch (size) {
            case Fixed(long value) -> graph.integers(purpose, "size_" + value, value);
            case Product(long numerator, long denominator, List<Dimension> dimensions) -> {
                String product = write(dimensions.getFirst());
                for (Dimension next : dimensions.subList(1, dimensions.size())) {
                    product = graph.node("Mul", purpose, List.of(product, write(next)));
                }
                if (numerator != 1) {
                    String factor = graph.integers(purpose, "factor_" + numerator, numerator);
                    product = graph.node("Mul", purpose, List.of(product, factor));
                }
                if (denominator != 1) {
                    String divisor = graph.integers(purpose, "divisor_" + denominator, denominator);
                    product = graph.node("Div", purpose, List.of(product, divisor));
                }
                yield product;
            }
        };
    }

    private String write(Dimension dimension) {
        String known = written.get(dimension);
        if (known == null) {
            TracedValue value = dimension.value();
            String shape = graph.node("Shape", value, List.of(graph.name(value)));
            String axis = graph.integers(value, "axis_" + dimension.axis(), dimension.axis());
            known = graph.node("Gather", value, List.of(shape, axis));
            written.put(dimension, known);
        }
        return known;
    }

    /** A number of a call, which may be {@code c}, {@code c x d} or {@code c / d} with d a product of dimensions. */
    String scalar(TracedCall call, int index, DataType type) {
        var one = (Number) call.first().arguments().get(index);
        var other = (Number) call.second().arguments().get(index);
        if (one.equals(other)) {
            return graph.scalar(call.result(), type, one);
        }
        if (one.doubleValue() == one.longValue() && other.doubleValue() == other.longValue()) {
            Optional<Size> size = find(call.result().id(), one.longValue(), other.longValue(), call.operands());
            if (size.isPresent()) {
                return cast(call, write(call.result(), size.get()), type);
            }
        }
        // 1 / (H * W), a mean's factor: the reciprocal is a whole number.
        double first = 1 / one.doubleValue();
        double second = 1 / other.doubleValue();
        if (isWhole(first) && isWhole(second) && type.isFloating()) {
            Optional<Size> size = find(call.result().id(), Math.round(first), Math.round(second), call.operands());
            if (size.isPresent()) {
                return graph.node(
                        "Reciprocal", call.result(), List.of(cast(call, write(call.result(), size.get()), type)));
            }
        }
        throw call.dependsOnSize(index);
    }

    private static boolean isWhole(double number) {
        // A float's reciprocal is exact to 1e-7.
        return Math.abs(number - Math.rint(number)) <= 1e-6 * Math.abs(number);
    }

    private String cast(TracedCall call, String size, DataType type) {
        // Shape [1] would add an axis to a scalar.
        String scalar = graph.node("Squeeze", call.result(), List.of(size));
        return graph.node(
                "Cast",
                call.result(),
                List.of(scalar),
                Attributes.integer("to", Tensors.type(type).getNumber()));
    }

    /** A constant of one number in another shape in each trace, as {@code zeros(x.getShape())} makes it. */
    String filled(TracedValue constant) {
        TracedValue other = traces.counterpart(constant);
        boolean uniform = constant.dataType() == other.dataType()
                && constant.shape().dimension() == other.shape().dimension()
                && constant.shape().dimension() > 0
                && !constant.shape().equals(other.shape())
                && isFilledWith(constant, constant)
                && isFilledWith(other, constant);
        if (!uniform) {
            throw new ExportException("an array that does not come from the block's inputs differs between two traces: "
                    + constant + " and then " + other
                    + "; it is random, or depends on the batch size: make it from the inputs with array operations");
        }
        String value = graph.initializer(Initializer.of(
                "filling_" + constant.id(), constant.dataType(), new long[0], () -> firstElement(constant)));
        return graph.node("Expand", constant, List.of(value, shape(constant, List.of())));
    }

    private static boolean isFilledWith(TracedValue array, TracedValue first) {
        var bytes = array.array().toByteBuffer();
        var element = firstElement(first);
        while (bytes.hasRemaining()) {
            if (!bytes.slice(bytes.position(), element.remaining()).equals(element)) {
                return false;
            }
            bytes.position(bytes.position() + element.remaining());
        }
        return true;
    }

    private static ByteBuffer firstElement(TracedValue value) {
        return value.array().toByteBuffer().slice(0, value.dataType().getNumOfBytes());
    }
}
