package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a file's graph together: outputs under their names, and nothing that no output needs. */
final class GraphBuilder {
    private final List<NodeProto> nodes;
    private final Map<String, Initializer> initializers;
    private final List<ValueInfoProto> inputs;

    GraphBuilder(List<NodeProto> nodes, Map<String, Initializer> initializers, List<ValueInfoProto> inputs) {
        this.nodes = nodes;
        this.initializers = initializers;
        this.inputs = inputs;
    }

    ModelSource build(String graphName, List<GraphOutput> outputs) {
        List<NodeProto> needed = needed(withOutputNames(outputs), outputs);
        int opset = Opset.of(needed);
        Map<String, Initializer> available = new LinkedHashMap<>(initializers);
        List<NodeProto> kept =
                needed.stream().map(node -> Opset.raise(node, opset, available)).toList();
        var graph = GraphProto.newBuilder()
                .setName(graphName)
                .addAllNode(kept)
                .addAllInput(inputs)
                .addAllOutput(outputs.stream()
                        .map(output -> valueInfo(output.name(), output.type(), output.dimensions()))
                        .toList())
                .build();
        var read = new HashSet<String>();
        kept.forEach(node -> read.addAll(node.getInputList()));
        List<Initializer> used = available.values().stream()
                .filter(initializer -> read.contains(initializer.name()))
                .toList();
        return new ModelSource(graph, used, opset, Map.of());
    }

    private static List<NodeProto> needed(List<NodeProto> nodes, List<GraphOutput> outputs) {
        var needed = new HashSet<String>();
        outputs.forEach(output -> needed.add(output.name()));
        var kept = new ArrayList<NodeProto>();
        for (NodeProto node : nodes.reversed()) {
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
                kept.addFirst(node);
            }
        }
        return kept;
    }

    /**
     * A node's result takes the name of the output that it is. Where it is none, or two outputs are the same, or an
     * output is an input or an initialiser, an Identity is needed.
     */
    private List<NodeProto> withOutputNames(List<GraphOutput> outputs) {
        Set<String> results = new HashSet<>();
        nodes.forEach(node -> results.addAll(node.getOutputList()));
        var renamed = new HashMap<String, String>();
        var copies = new ArrayList<NodeProto>();
        for (GraphOutput output : outputs) {
            if (!results.contains(output.source()) || renamed.putIfAbsent(output.source(), output.name()) != null) {
                copies.add(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .setName(output.name())
                        .addInput(renamed.getOrDefault(output.source(), output.source()))
                        .addOutput(output.name())
                        .build());
            }
        }
        var all = new ArrayList<NodeProto>();
        for (NodeProto node : nodes) {
            var builder = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                builder.setInput(i, renamed.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                builder.setOutput(i, renamed.getOrDefault(node.getOutput(i), node.getOutput(i)));
            }
            all.add(builder.build());
        }
        all.addAll(copies);
        return all;
    }

    /** @param dimensions numbers, names, or empty for one that is free and has no name */
    static ValueInfoProto valueInfo(String name, DataType type, List<String> dimensions) {
        var shape = TensorShapeProto.newBuilder();
        for (String text : dimensions) {
            var dimension = shape.addDimBuilder();
            if (text.isEmpty()) {
                continue;
            }
            if (Character.isDigit(text.charAt(0))) {
                dimension.setDimValue(Long.parseLong(text));
            } else {
                dimension.setDimParam(text);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(Tensors.type(type).getNumber())
                                .setShape(shape)))
                .build();
    }
}
