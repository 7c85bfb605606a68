package bottega.networks.weights.load;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a network's parameters, running statistics included, under the names of the published checkpoints. */
public final class WeightSaver {
    private WeightSaver() {}

    /**
     * As safetensors; PyTorch loads it with {@code safetensors.torch.load_file}. An existing file is replaced at once.
     *
     * @param block initialised
     * @param metadata to be written into the file's header
     */
    public static void save(Block block, Path path, Map<String, String> metadata) throws IOException {
        var arrays = new LinkedHashMap<String, NDArray>();
        ParameterNames.of(block).forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        SafeTensors.writeArrays(path, arrays, metadata);
    }
}
