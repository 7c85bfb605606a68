package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logits of the reference implementations, timm 1.0.29 (nasnetmobile: Cadene's {@code pretrainedmodels}), computed in
 * PyTorch 2.13 in float64, with parameters that anybody can make again: each is a hash of its name and of the place in
 * it. Right names and counts do not see a padding on the wrong side; these do.
 */
class ReferenceLogitsTest {
    /**
     * The sums of float32 in PyTorch were 1e-6 of the largest logit away from those of float64, the figures below have
     * six digits, and the two pictures' logits differ by more than a hundredth.
     */
    private static final double TOLERANCE = 1e-5;

    /** The sizes make maps of odd and of even sides, where the reference takes more than one size. */
    @ParameterizedTest
    @CsvSource({
        "xception, 96, 4687640, -1507820, 1311440, 1190650, -1303780, 1220880, 1253560",
        "inceptionresnetv2, 96, 52.8267, -6.29132, -33.1727, -4.51656, -6.04099, -32.2692, -3.93403",
        "nasnetmobile, 224, 357068, -113970, -147942, 5963.01, -116419, -151974, 4240.52",
        "nasnetlarge, 107, 2152070, -132402, -718204, -184225, -146842, -707029, -199112",
        "darknet53, 96, 2171010, 746683, 898402, -775011, 754258, 900175, -778669",
    })
    void logitsAreTheReferences(
            String name, int size, double largest, double a0, double a1, double a2, double b0, double b1, double b2) {
        Block network = NetworkType.named(name).orElseThrow().create(1000);
        // Memory that nobody fills is memory that the system does not hand out.
        network.setInitializer(NDManager::create, _ -> true);
        try (NDManager manager = TorchEngine.newManager()) {
            network.initialize(manager, DataType.FLOAT32, new Shape(1, size, size, 3));
            ParameterNames.of(network).forEach(ReferenceLogitsTest::fill);
            NDArray logits = network.forward(
                            new ParameterStore(manager, false), new NDList(pictures(size, manager)), false)
                    .singletonOrThrow();
            assertEquals(largest, logits.abs().max().getFloat(), TOLERANCE * largest);
            float[] first = logits.get("0, :3").toFloatArray();
            float[] second = logits.get("1, :3").toFloatArray();
            double[][] expected = {{a0, a1, a2}, {b0, b1, b2}};
            for (int index = 0; index < 3; index++) {
                assertEquals(expected[0][index], first[index], TOLERANCE * largest, "first picture, logit " + index);
                assertEquals(expected[1][index], second[index], TOLERANCE * largest, "second picture, logit " + index);
            }
        }
    }

    /** Weights as He et al. 2015 ("Delving Deep into Rectifiers") scale them, so that the numbers stay numbers. */
    private static void fill(String name, Parameter parameter) {
        NDArray array = parameter.getArray();
        Shape shape = array.getShape();
        var values = new float[Math.toIntExact(shape.size())];
        int seed = seed(name);
        double bound = Math.sqrt(6.0 * shape.get(0) / shape.size());
        for (int place = 0; place < values.length; place++) {
            double uniform = (hash(seed, place) >>> 8) / (double) (1 << 24);
            values[place] = (float)
                    switch (parameter.getType()) {
                        case WEIGHT -> (2 * uniform - 1) * bound;
                        case GAMMA, RUNNING_VAR -> 0.5 + uniform;
                        case BIAS, BETA, RUNNING_MEAN, OTHER -> 0.6 * (uniform - 0.5);
                    };
        }
        array.set(values);
    }

    private static NDArray pictures(int size, NDManager manager) {
        var bytes = new byte[2 * size * size * 3];
        int seed = seed("pictures");
        for (int place = 0; place < bytes.length; place++) {
            bytes[place] = (byte) (hash(seed, place) >>> 24);
        }
        return manager.create(ByteBuffer.wrap(bytes), new Shape(2, size, size, 3), DataType.UINT8);
    }

    private static int seed(String name) {
        var checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    /** The end of MurmurHash3 of 32 bits. */
    private static int hash(int seed, int place) {
        int hash = place * 0x9E3779B1 + seed;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }
}
