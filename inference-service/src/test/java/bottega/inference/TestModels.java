package bottega.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import bottega.common.image.CropPolicy;
import bottega.common.image.Resampler;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.common.model.Task;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small ONNX models whose answers can be computed by hand. */
public final class TestModels {

    private TestModels() {}

    /**
     * Says how red, green or blue a picture is: {@code embedding = mean over pixels / 255}, {@code probabilities =
     * softmax(10 embedding + (bias, 0, 0))}. Input {@code image} uint8 {@code [N, side, side, 3]}.
     */
    public static byte[] colours(int side, float bias) {
        return colours(manifest(side, List.of("red", "green", "blue")), side, bias);
    }

    /** The same with a manifest of one's own, or none; where a picture has several labels, with a sigmoid. */
    public static byte[] colours(ModelManifest manifest, int side, float bias) {
        GraphProto graph = GraphProto.newBuilder()
                .setName("colours")
                .addInput(value("image", TensorProto.DataType.UINT8, -1, side, side, 3))
                .addInitializer(floats("scale", List.of(1L), 1 / 255f))
                .addInitializer(floats("weight", List.of(3L, 3L), 10, 0, 0, 0, 10, 0, 0, 0, 10))
                .addInitializer(floats("bias", List.of(3L), bias, 0, 0))
                .addNode(node("Cast", "image", "pixels").addAttribute(integer("to", 1)))
                .addNode(node("ReduceMean", "pixels", "mean")
                        .addAttribute(integers("axes", 1, 2))
                        .addAttribute(integer("keepdims", 0)))
                .addNode(node("Mul", "mean", "embedding").addInput("scale"))
                .addNode(node("Gemm", "embedding", "logits").addInput("weight").addInput("bias"))
                .addNode(
                        manifest != null && manifest.task() == Task.MULTI_LABEL
                                ? node("Sigmoid", "logits", "probabilities")
                                : node("Softmax", "logits", "probabilities").addAttribute(integer("axis", 1)))
                .addOutput(value("probabilities", TensorProto.DataType.FLOAT, -1, 3))
                .addOutput(value("embedding", TensorProto.DataType.FLOAT, -1, 3))
                .build();
        ModelProto.Builder model = model(graph);
        if (manifest != null) {
            model.addMetadataProps(StringStringEntryProto.newBuilder()
                    .setKey(ModelManifest.KEY)
                    .setValue(json(manifest)));
        }
        return model.build().toByteArray();
    }

    /** {@code probabilities = softmax(numbers)} of two columns, float32 {@code [N, 2]}; the manifest says so. */
    public static byte[] numbers(String... columns) {
        var manifest = new ModelManifest(
                ModelManifest.SCHEMA,
                "linear",
                null,
                List.of("first", "second"),
                null,
                null,
                null,
                null,
                null,
                Arrays.stream(columns)
                        .map(name -> new ModelColumn(name, 0, 1, 0, 1))
                        .toList(),
                List.of("probabilities"),
                null,
                Map.of(),
                null);
        GraphProto graph = GraphProto.newBuilder()
                .setName("numbers")
                .addInput(value("numbers", TensorProto.DataType.FLOAT, -1, 2))
                .addNode(node("Softmax", "numbers", "probabilities").addAttribute(integer("axis", 1)))
                .addOutput(value("probabilities", TensorProto.DataType.FLOAT, -1, 2))
                .build();
        return model(graph)
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(ModelManifest.KEY)
                        .setValue(json(manifest)))
                .build()
                .toByteArray();
    }

    /** Hands its input {@code x} on as {@code y}. */
    public static byte[] identity(TensorProto.DataType type, long... shape) {
        return model(GraphProto.newBuilder()
                        .setName("identity")
                        .addInput(value("x", type, shape))
                        .addNode(node("Identity", "x", "y"))
                        .addOutput(value("y", type, shape))
                        .build())
                .build()
                .toByteArray();
    }

    /** {@code y = table[x]} with x INT64 {@code [N]} and a table of four rows: fails when an index is out of range. */
    public static byte[] lookup() {
        return model(GraphProto.newBuilder()
                        .setName("lookup")
                        .addInput(value("x", TensorProto.DataType.INT64, -1))
                        .addInitializer(floats("table", List.of(4L), 10, 20, 30, 40))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Gather")
                                .addInput("table")
                                .addInput("x")
                                .addOutput("y"))
                        .addOutput(value("y", TensorProto.DataType.FLOAT, -1))
                        .build())
                .build()
                .toByteArray();
    }

    public static ModelManifest manifest(int side, List<String> labels) {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                "colours",
                labels,
                side,
                side,
                CropPolicy.SQUASH,
                Resampler.NAME,
                List.of("probabilities", "embedding"),
                null,
                Map.of(),
                null);
    }

    private static String json(ModelManifest manifest) {
        try {
            return new JsonMapper().writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelProto.Builder model(GraphProto graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    private static NodeProto.Builder node(String operator, String input, String output) {
        return NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output);
    }

    private static AttributeProto.Builder integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value);
    }

    private static AttributeProto.Builder integers(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList());
    }

    private static TensorProto floats(String name, List<Long> shape, float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long dimension : shape) {
            dimensions.addDim(
                    dimension < 0
                            ? TensorShapeProto.Dimension.newBuilder().setDimParam("N")
                            : TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
