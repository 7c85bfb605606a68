package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import bottega.networks.onnx.ElementTypes.Operand;
import bottega.networks.trace.TracedValue;
import java.util.List;

/** The nodes of one call being put together: names of arrays in, name of the result out. */
final class Composition {
    /**
     * A zero to pad with. ONNX Runtime takes a Pad of plain zeros into the pooling behind it, where padding is not zero
     * but never the largest and not counted (1.28 and before); the bits of this one tell it not to.
     */
    static final Float NEGATIVE_ZERO = -0f;

    private final TracedCall call;
    private final OnnxGraph graph;
    private int constants;

    Composition(TracedCall call, OnnxGraph graph) {
        this.call = call;
        this.graph = graph;
    }

    String node(String type, List<String> inputs, AttributeProto... attributes) {
        return graph.node(type, call.result(), inputs, attributes);
    }

    String unary(String type, String input, AttributeProto... attributes) {
        return node(type, List.of(input), attributes);
    }

    String binary(String type, String left, String right) {
        return node(type, List.of(left, right));
    }

    /** A constant of rank 0. */
    String scalar(DataType type, Number value) {
        return graph.initializer(Tensors.scalar(constantName(), type, value));
    }

    /** A constant of rank 1. */
    String integers(long... values) {
        return graph.initializer(Tensors.integers(constantName(), values));
    }

    /** A float32 constant. */
    String reals(float[] values, long... dimensions) {
        return graph.initializer(Tensors.reals(constantName(), values, dimensions));
    }

    private String constantName() {
        return "constant_" + call.result().id() + "_" + constants++;
    }

    String cast(String name, DataType from, DataType to) {
        return from == to
                ? name
                : unary("Cast", name, Attributes.integer("to", Tensors.type(to).getNumber()));
    }

    String array(TracedValue value, DataType type) {
        return cast(graph.name(value), value.dataType(), type);
    }

    /** The array that the method was called on. */
    String receiver(DataType type) {
        return array(call.receiver(), type);
    }

    /** An argument that is an array or a number, in {@code type}. */
    String argument(int index, DataType type) {
        if (call.isArray(index)) {
            return array(call.array(index), type);
        }
        return call.isConstant(index)
                ? scalar(type, call.constant(index, Number.class))
                : graph.scalar(call, index, type);
    }

    Operand operand(int index) {
        return call.isArray(index)
                ? Operand.of(call.array(index))
                : Operand.of((Number) call.first().arguments().get(index));
    }

    /** {@code name}, which is of {@code type}, is what the call gave, but for a cast. */
    void result(String name, DataType type) {
        graph.name(call.result(), cast(name, type, call.result().dataType()));
    }
}
