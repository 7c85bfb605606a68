package bottega.common.inference;

import java.util.List;

/**
 * {@code GET /v2/models/{name}}.
 *
 * @param versions that can be asked for
 * @param platform {@code onnx_onnxv1}
 */
public record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorMetadata> inputs,
        List<TensorMetadata> outputs) {

    /**
     * @param datatype of {@link Datatype}
     * @param shape with -1 where a dimension may have any length
     */
    public record TensorMetadata(String name, String datatype, List<Long> shape) {}
}
