package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an ONNX file says about itself.
 *
 * @param metadata its metadata entries
 * @param inputs without the initialisers that old files list as inputs
 */
public record OnnxFile(Map<String, String> metadata, List<Tensor> inputs, List<Tensor> outputs) {

    /**
     * An input or output.
     *
     * @param type ONNX's name of the element type: {@code UINT8}, {@code FLOAT}
     * @param shape -1 where the dimension is free
     */
    public record Tensor(String name, String type, List<Long> shape) {}

    /** @throws IOException when it cannot be read, or is no ONNX file */
    public static OnnxFile read(Path file) throws IOException {
        ModelProto model;
        try (var in = Files.newInputStream(file)) {
            model = ModelProto.parseFrom(in);
        }
        Set<String> initializers = new HashSet<>();
        model.getGraph().getInitializerList().forEach(tensor -> initializers.add(tensor.getName()));
        return new OnnxFile(
                model.getMetadataPropsList().stream()
                        .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey(), entry -> entry.getValue())),
                tensors(model.getGraph().getInputList().stream()
                        .filter(input -> !initializers.contains(input.getName()))
                        .toList()),
                tensors(model.getGraph().getOutputList()));
    }

    private static List<Tensor> tensors(Collection<ValueInfoProto> infos) {
        return infos.stream()
                .map(info -> {
                    var type = info.getType().getTensorType();
                    return new Tensor(
                            info.getName(),
                            TensorProto.DataType.forNumber(type.getElemType()).name(),
                            type.getShape().getDimList().stream()
                                    .map(dimension -> dimension.hasDimValue() ? dimension.getDimValue() : -1)
                                    .toList());
                })
                .toList();
    }
}
