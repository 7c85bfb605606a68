package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bottega.networks.trace.TracedValue;
import bottega.networks.trace.TracedValue.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The ONNX graph being written. Traced values get names as their operations are translated; parameters keep their paths
 * in the block tree. Whatever no output needs is left out when the graph is built.
 */
final class OnnxGraph {
    private static final String BATCH = "N";

    private final TracePair traces;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Set<String> usedNames = new HashSet<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final List<ValueInfoProto> outputs = new ArrayList<>();

    OnnxGraph(TracePair traces) {
        this.traces = traces;
    }

    /** The ONNX name of a value that is there already: an input, a parameter, a constant or a translated result. */
    String name(TracedValue value) {
        String known = names.get(value.id());
        if (known != null) {
            return known;
        }
        String name =
                switch (value.origin()) {
                    case Origin.Parameter parameter -> parameter.name();
                    case Origin.Constant _ -> "constant_" + value.id();
                    case Origin.Input _, Origin.Result _ -> throw new IllegalStateException(value + " has no name yet");
                };
        initializers.put(name, Tensors.of(name, value.array()));
        names.put(value.id(), name);
        return name;
    }

    /** From now on {@code value} is what the graph calls {@code name}. */
    void name(TracedValue value, String name) {
        names.put(value.id(), name);
    }

    /** The shape of a value, {@link TracePair#DYNAMIC} where it follows the batch size. */
    long[] shape(TracedValue value) {
        return traces.shape(value);
    }

    void input(String name, TracedValue value) {
        inputs.add(valueInfo(name, value.dataType(), shape(value)));
        name(value, name);
    }

    /** Makes {@code source}, a name in the graph, an output called {@code name}. */
    void output(String name, String source, DataType type, long[] shape) {
        nodes.add(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(source)
                .addOutput(name)
                .build());
        outputs.add(valueInfo(name, type, shape));
    }

    /** A node with one output, which is the call's result. */
    void translate(TracedCall call, String type, List<String> nodeInputs, AttributeProto... attributes) {
        name(call.result(), node(type, call.result(), nodeInputs, attributes));
    }

    /** Adds a node and returns the name of its output. */
    String node(String type, TracedValue purpose, List<String> nodeInputs, AttributeProto... attributes) {
        String plain = type + "_" + purpose.id();
        String output = usedNames.add(plain) ? plain : plain + "_" + nodes.size();
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

    /** The batch size, {@code [1]} of int64. */
    String batchSize(TracedValue purpose) {
        return node(
                "Shape",
                purpose,
                List.of(inputs.getFirst().getName()),
                Attributes.integer("start", 0),
                Attributes.integer("end", 1));
    }

    /** The length of an axis that follows the batch size, {@code [1]} of int64. */
    String multipleOfBatch(TracedValue value, int axis) {
        long factor = value.shape().get(axis) / traces.firstBatch();
        String batch = batchSize(value);
        return factor == 1 ? batch : node("Mul", value, List.of(batch, integers(value, "factor_" + axis, factor)));
    }

    String integers(TracedValue purpose, String role, long... values) {
        return initializer(Tensors.integers(role + "_" + purpose.id(), values));
    }

    String scalar(TracedValue purpose, DataType type, Number value) {
        return initializer(Tensors.scalar("scalar_" + purpose.id(), type, value));
    }

    String initializer(TensorProto tensor) {
        initializers.put(tensor.getName(), tensor);
        return tensor.getName();
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

    GraphProto build(String graphName) {
        var needed = new HashSet<String>();
        outputs.forEach(output -> needed.add(output.getName()));
        var kept = new ArrayList<NodeProto>();
        for (NodeProto node : nodes.reversed()) {
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                kept.addFirst(node);
            }
        }
        return GraphProto.newBuilder()
                .setName(graphName)
                .addAllNode(kept)
                .addAllInitializer(neededInitializers(needed))
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .build();
    }

    private List<TensorProto> neededInitializers(Set<String> needed) {
        return initializers.values().stream()
                .filter(tensor -> needed.contains(tensor.getName()))
                .toList();
    }

    private static ValueInfoProto valueInfo(String name, DataType type, long[] shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            var dimension = dimensions.addDimBuilder();
            if (shape[i] != TracePair.DYNAMIC) {
                dimension.setDimValue(shape[i]);
            } else if (i == 0) {
                dimension.setDimParam(BATCH);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(Tensors.type(type).getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
