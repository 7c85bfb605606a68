package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.image.CropPolicy;
import bottega.common.image.Resampler;
import bottega.common.model.ModelClass;
import bottega.common.model.ModelManifest;
import bottega.common.model.Task;
import bottega.networks.engine.TorchEngine;
import bottega.networks.zoo.NetworkType;
import bottega.networks.zoo.Preprocessing;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code colours-multi-label.onnx} of inference-service's tests: a linear network whose probability of red is {@code
 * sigmoid(20 (r - 0.5))} with {@code r} the mean of the red channel, 0 to 1; green and blue likewise.
 */
final class MultiLabelModel {
    private static final int SIDE = 16;
    private static final float STEEPNESS = 20;

    private MultiLabelModel() {}

    public static void main(String[] arguments) throws IOException {
        try (NDManager manager = TorchEngine.newManager()) {
            ClassifierExporter.export(network(manager), manifest(), colours(manager), Path.of(arguments[0]));
        }
    }

    private static Block network(NDManager manager) {
        Block network = NetworkType.LINEAR.create(3);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, SIDE, SIDE, 3));
        float[] weight = new float[3 * 3 * SIDE * SIDE];
        float[] bias = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            double deviation = Preprocessing.IMAGENET.deviation().get(channel);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                weight[(channel * 3 + channel) * SIDE * SIDE + pixel] = (float) (STEEPNESS * deviation / (SIDE * SIDE));
            }
            bias[channel] = (float) (STEEPNESS * (Preprocessing.IMAGENET.mean().get(channel) - 0.5));
        }
        var parameters = network.getParameters().values();
        parameters.get(0).getArray().set(FloatBuffer.wrap(weight));
        parameters.get(1).getArray().set(FloatBuffer.wrap(bias));
        return network;
    }

    private static NDArray colours(NDManager manager) {
        return RandomPictures.toCompare(SIDE, manager);
    }

    private static ModelManifest manifest() {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                NetworkType.LINEAR.publicName(),
                Task.MULTI_LABEL,
                List.of("red", "green", "blue"),
                List.of(
                        new ModelClass(
                                "http://www.wikidata.org/entity/Q3142",
                                Map.of("en", "red", "it", "rosso", "de", "rot")),
                        new ModelClass(null, Map.of("en", "green", "it", "verde")),
                        new ModelClass(null, null)),
                SIDE,
                SIDE,
                CropPolicy.SQUASH,
                Resampler.NAME,
                null,
                List.of(),
                null,
                Map.of(),
                null);
    }
}
