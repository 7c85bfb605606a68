package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/**
 * A file with named tensors. Opening reads and checks what the file says about them; a tensor's numbers are read when
 * it is asked for. Every file is checked as if it came from an enemy; numbers that are not finite are the caller's
 * business. Not to be changed by anyone while it is open.
 */
public sealed interface TensorFile extends AutoCloseable permits SafeTensors, TorchCheckpoint, OnnxInitializers {

    /**
     * Opens a file in the format that its first bytes show: safetensors, PyTorch (usually {@code .pth} or {@code
     * .pt}), or ONNX. The name does not matter.
     *
     * @throws ProblemException {@code damaged-weights} or {@code unsupported-weights} (both 422)
     * @throws IOException when it cannot be read
     */
    static TensorFile open(Path path) throws IOException {
        return switch (WeightFormat.of(path)) {
            case SAFETENSORS -> SafeTensors.open(path);
            case TORCH_ZIP -> TorchCheckpoint.open(path, false);
            case TORCH_LEGACY -> TorchCheckpoint.open(path, true);
            case ONNX -> OnnxInitializers.open(path);
        };
    }

    /** The file's own name, without its folder. */
    String fileName();

    /** What the file holds, by name, in the file's order. */
    SequencedMap<String, TensorInfo> tensors();

    /** What the file says beside the tensors; empty where the format has no such thing. */
    Map<String, String> metadata();

    /**
     * A copy of a tensor in memory of the engine's own (aligned as its kernels like it, so that the same numbers give
     * the same results to the bit).
     *
     * @param type of the array: {@link TensorType#dataType()} of the tensor, or FLOAT32, to which every type is
     *     rounded
     * @throws NoSuchElementException when the file has no tensor of that name
     */
    NDArray read(String name, DataType type, NDManager manager);

    /** A copy of a tensor, of type {@link TensorType#dataType()}. */
    default NDArray read(String name, NDManager manager) {
        return read(name, info(name).type().dataType(), manager);
    }

    /** Copies of all tensors, in the file's order; the caller's manager owns them. */
    default SequencedMap<String, NDArray> readAll(NDManager manager) {
        var arrays = new LinkedHashMap<String, NDArray>();
        tensors().keySet().forEach(name -> arrays.put(name, read(name, manager)));
        return arrays;
    }

    /** @throws NoSuchElementException when the file has no tensor of that name */
    default TensorInfo info(String name) {
        TensorInfo info = tensors().get(name);
        if (info == null) {
            throw new NoSuchElementException("'" + fileName() + "' has no tensor '" + name + "'");
        }
        return info;
    }

    @Override
    void close();
}
