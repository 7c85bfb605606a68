package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bottega.networks.trace.Operation;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The ONNX graph being written. Traced values get names as their operations are translated; parameters keep their paths
 * in the block tree. Whatever no output needs is left out when the graph is built, see {@link GraphBuilder}.
 */
final class OnnxGraph {
    private final TracePair traces;
    private final Constants constants;
    private final Consumer<Operation> translator;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Initializer> initializers = new LinkedHashMap<>();
    private final Set<String> usedNames = new HashSet<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final DynamicSizes sizes;

    /** @param translator writes an operation into this graph; called when a result is needed that has no name yet */
    OnnxGraph(TracePair traces, Constants constants, Consumer<Operation> translator) {
        this.traces = traces;
        this.constants = constants;
        this.translator = translator;
        this.sizes = new DynamicSizes(this, traces);
    }

    /** The ONNX name of a value: an input, a parameter, a constant or the result of an operation. */
    String name(TracedValue value) {
        String known = names.get(value.id());
        if (known != null) {
            return known;
        }
        switch (value.origin()) {
            case Origin.Parameter parameter ->
                name(value, initializer(Initializer.of(parameter.name(), value.array())));
            case Origin.Constant _ -> name(value, constant(value));
            case Origin.Input _ -> throw new IllegalStateException(value + " has no name yet");
            case Origin.Result(Operation operation, int _) -> {
                if (constants.folds(value)) {
                    name(value, initializer(Initializer.of("folded_" + value.id(), value.array())));
                } else {
                    translator.accept(operation);
                }
            }
        }
        String name = names.get(value.id());
        if (name == null) {
            throw new IllegalStateException("the translation of " + value.origin() + " gave " + value + " no name");
        }
        return name;
    }

    private String constant(TracedValue value) {
        return traces.isSame(value)
                ? initializer(Initializer.of("constant_" + value.id(), value.array()))
                : sizes.filled(value);
    }

    /** From now on {@code value} is what the graph calls {@code name}. */
    void name(TracedValue value, String name) {
        names.put(value.id(), name);
    }

    /** The shape of a value, {@link TracePair#DYNAMIC} where it follows the sizes of the inputs. */
    long[] shape(TracedValue value) {
        return traces.shape(value);
    }

    /**
     * The shape of a value as an int64 tensor, computed in the graph where it follows the sizes of the inputs.
     *
     * @param sources whose dimensions it is probably made of: what the operation was called on
     * @throws ExportException when it cannot be derived from them, see {@link SizeFinder}
     */
    String shapeTensor(TracedValue value, List<TracedValue> sources) {
        return sizes.shape(value, sources);
    }

    /** One dimension of a value, likewise, as an int64 tensor {@code [1]}. */
    String dimension(TracedValue value, int axis, List<TracedValue> sources) {
        return sizes.dimension(value, axis, sources);
    }

    /** What {@link #dimension} would compute, if it can. */
    Optional<Size> sizeOf(TracedValue value, int axis, List<TracedValue> sources) {
        return sizes.find(value, axis, sources);
    }

    /**
     * A number of a call as a scalar of {@code type}; a number that follows the sizes of the inputs is computed in the
     * graph.
     */
    String scalar(TracedCall call, int index, DataType type) {
        return sizes.scalar(call, index, type);
    }

    TracePair traces() {
        return traces;
    }

    void input(String name, TracedValue value) {
        inputs.add(GraphBuilder.valueInfo(name, value.dataType(), traces.dimensionNames(value)));
        reserve(name);
        name(value, name);
    }

    /** Keeps a name for an input, an output or a parameter. */
    void reserve(String name) {
        if (!usedNames.add(name)) {
            throw new ExportException("two things of the model are named '" + name
                    + "': give inputs and outputs names of their own that no parameter has");
        }
    }

    /** A name that nothing has yet, {@code wish} if possible. */
    String unusedName(String wish) {
        String name = wish;
        while (!usedNames.add(name)) {
            name = wish + "_" + usedNames.size();
        }
        return name;
    }

    /** A node with one output, which is the call's result. */
    void translate(TracedCall call, String type, List<String> nodeInputs, AttributeProto... attributes) {
        name(call.result(), node(type, call.result(), nodeInputs, attributes));
    }

    /** Adds a node and returns the name of its output. */
    String node(String type, TracedValue purpose, List<String> nodeInputs, AttributeProto... attributes) {
        String output = unusedName(type + "_" + purpose.id());
        nodes.add(NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(nodeInputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build());
        return output;
    }

    /** Adds a node with several outputs and returns their names. */
    List<String> nodes(
            String type, TracedValue purpose, int count, List<String> nodeInputs, AttributeProto... attributes) {
        String name = type + "_" + purpose.id();
        List<String> results =
                IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
        usedNames.addAll(results);
        nodes.add(NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addAllInput(nodeInputs)
                .addAllOutput(results)
                .addAllAttribute(Arrays.asList(attributes))
                .build());
        return results;
    }

    String integers(TracedValue purpose, String role, long... values) {
        return initializer(Tensors.integers(role + "_" + purpose.id(), values));
    }

    String scalar(TracedValue purpose, DataType type, Number value) {
        return initializer(Tensors.scalar("scalar_" + purpose.id(), type, value));
    }

    String initializer(TensorProto tensor) {
        return initializer(Initializer.of(tensor));
    }

    String initializer(Initializer initializer) {
        initializers.put(initializer.name(), initializer);
        return initializer.name();
    }

    /** {@code value}, cast to {@code type} if it is of another. */
    String as(DataType type, TracedValue value) {
        return value.dataType() == type
                ? name(value)
                : node(
                        "Cast",
                        value,
                        List.of(name(value)),
                        Attributes.integer("to", Tensors.type(type).getNumber()));
    }

    /** The graph with these outputs; can be called again with others. */
    ModelSource build(String graphName, List<GraphOutput> outputs) {
        return new GraphBuilder(List.copyOf(nodes), initializers, List.copyOf(inputs)).build(graphName, outputs);
    }
}
