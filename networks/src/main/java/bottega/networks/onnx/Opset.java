package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ONNX operator sets of the files written here, each with the format version (IR) that it came with and the oldest
 * ONNX Runtime that reads it. A file is written in the older one unless something in it needs the newer.
 */
public final class Opset {
    /** IR 8, ONNX Runtime 1.12 (2022) and later. */
    public static final int USUAL = 17;

    /** IR 10, ONNX Runtime 1.18 (2024) and later: the first with group normalisation as it is today. */
    public static final int WITH_GROUP_NORMALISATION = 21;

    /** Took their axes as an attribute until operator set 17. */
    private static final Set<String> REDUCTIONS = Set.of(
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceSumSquare");

    private Opset() {}

    static int of(Collection<NodeProto> nodes) {
        return nodes.stream().anyMatch(node -> node.getOpType().equals("GroupNormalization"))
                ? WITH_GROUP_NORMALISATION
                : USUAL;
    }

    static int irVersion(int opset) {
        return switch (opset) {
            case USUAL -> 8;
            case WITH_GROUP_NORMALISATION -> 10;
            default -> throw new IllegalArgumentException("no files are written in operator set " + opset);
        };
    }

    /**
     * A node of {@link #USUAL} as {@code opset} has it.
     *
     * @param initializers takes what was an attribute and is an input now
     */
    static NodeProto raise(NodeProto node, int opset, Map<String, Initializer> initializers) {
        if (opset == USUAL || !REDUCTIONS.contains(node.getOpType())) {
            return node;
        }
        List<AttributeProto> others = new ArrayList<>();
        NodeProto.Builder raised = node.toBuilder().clearAttribute();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals("axes")) {
                String name = node.getName() + "_axes";
                long[] axes = attribute.getIntsList().stream()
                        .mapToLong(Long::longValue)
                        .toArray();
                initializers.put(name, Initializer.of(Tensors.integers(name, axes)));
                raised.addInput(name);
            } else {
                others.add(attribute);
            }
        }
        return raised.addAllAttribute(others).build();
    }
}
