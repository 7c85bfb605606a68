package bottega.training.publication;

import bottega.networks.onnx.OnnxFile;
import bottega.networks.onnx.OnnxFile.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code config.pbtxt}, for servers other than ours. The batch axis is not written: {@code max_batch_size} stands for it.
 *
 * @see <a href="https://github.com/triton-inference-server/common/blob/main/protobuf/model_config.proto">model_config</a>
 */
final class TritonConfig {
    private static final int MAX_BATCH_SIZE = 64;

    private TritonConfig() {}

    static String of(String name, OnnxFile model) {
        return """
                name: "%s"
                platform: "onnxruntime_onnx"
                max_batch_size: %d
                dynamic_batching { }
                input [
                %s
                ]
                output [
                %s
                ]
                """.formatted(name, MAX_BATCH_SIZE, tensors(model.inputs()), tensors(model.outputs()));
    }

    private static String tensors(List<Tensor> tensors) {
        return tensors.stream().map(TritonConfig::tensor).collect(Collectors.joining(",\n"));
    }

    private static String tensor(Tensor tensor) {
        String dimensions = tensor.shape().stream().skip(1).map(String::valueOf).collect(Collectors.joining(", "));
        String labels = tensor.name().equals("probabilities") ? ", label_filename: \"labels.txt\"" : "";
        return "  { name: \"%s\", data_type: TYPE_%s, dims: [ %s ]%s }"
                .formatted(tensor.name(), tensor.type().equals("FLOAT") ? "FP32" : tensor.type(), dimensions, labels);
    }
}
