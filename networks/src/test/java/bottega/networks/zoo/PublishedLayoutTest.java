package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.ParameterNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The names and shapes of all parameters are those of the published models, so that their files load. The digests were
 * made in Python from torchvision's and, from xception on, timm's models (vgg-m, nasnetmobile: Cadene's {@code
 * pretrainedmodels}) with 1,000 classes:
 *
 * <pre>{@code
 * tensors = {name: tensor for name, tensor in model.state_dict().items()
 *            if not name.endswith("num_batches_tracked") and not name.startswith(("aux1.", "aux2.", "AuxLogits."))}
 * lines = sorted(f"{name} {','.join(map(str, tensor.shape))}\n" for name, tensor in tensors.items())
 * hashlib.sha256("".join(lines).encode()).hexdigest()
 * }</pre>
 *
 * Where the digests were made, each network was given the same random weights, biases and statistics as the published
 * model: on random inputs of the published size the logits agreed to 1e-6 of the largest.
 */
class PublishedLayoutTest {
    @ParameterizedTest
    @CsvSource({
        "alexnet, 16, e7f297254a8a6091cb95392a42420146ce29d2e99f2caf9fe97c6549c042a2c9",
        "vgg-m, 16, 7cc8c6b4c708388e367f39ac01ff9a11696f86ee989993f9528924efb0e5d549",
        "vgg16, 32, ecaf0e7c26c17e125af5afaf7e93a347ac6f5773d6061cc11905ab2052a30b3b",
        "vgg19, 38, 76f5c402d0ad8b4228086a3d73645365c3ad69fcc3c4e2c8df6a3b8162f41b5a",
        "squeezenet, 52, b1bdcf1c79d64e038c3941867dd6d969850e45537d7b6f2efe87e34a959a8c4e",
        "squeezenet1.1, 52, 36dbb54f04edbe6f77cb6cfc2e7a04ef6a80c52d160a1f4fb4a2ab8318c20d05",
        "googlenet, 287, de495f6704d2242788624d6739b29a8c15a5e4919dc73519ef67647d74780383",
        "inceptionv3, 472, 9cf52a69193cb27ec6d8f6d8b2ce58d8e133803a545a5cfe5060a9ece74db346",
        "densenet201, 1006, c831262e3cf0a46d1a5cd30255330cf5367b811e3b2eea6a3012fe552e5b5699",
        "mobilenetv2, 262, 9d75a56bf145f32f8faca753d7beb2b877229be102f50ce3ab4780f5355ba355",
        "efficientnetb0, 311, 9f6ee8613b46e4d87f94d14391f454204a982284054dddac0a16f4b2369ca92d",
        "resnet18, 102, 09ce7e9e01846250ca72a3be9e335bb7f6905b89a11905e73f4f584127a7c0fa",
        "resnet50, 267, c67ecaef75aaf0f7ff01240e17727e9642664d14f9f2337cd070db9f0a218e26",
        "resnet101, 522, 8ab21a42b16f2c7ef7b70f13cdb622fae8639e5d04a15886b2204e72ad2cb9c8",
        "resnet152, 777, 574119cdff319c7f886c470dab36f22ecc0745c7792581e95c316a946a77b9cf",
        "xception, 236, e2abf7911e54d84c29c5917399cd125dcf65e44d31a0a765be41d20715fd1fc9",
        "inceptionresnetv2, 1102, 0465a1dce6415db28b294c8fbdd48659cf82d0fa3dc290549e454a9efe97ad65",
        "nasnetmobile, 1126, f783e720ec2d02e9033f8b814f25d96c1c198c23dbd95d79febb4f3244f81aed",
        "nasnetlarge, 1546, ba67d6d112c23d2ae56844cd3d1317b3b8d1739d34f6cfe3a11dd89103f9e335",
        "darknet53, 262, c1a2a7ebde37494993c3087649d84a74db13da600afb34f65b4f3fb80932d0c9",
    })
    void namesAndShapesAreThePublishedOnes(String name, int tensors, String digest) throws Exception {
        NetworkType type = NetworkType.named(name).orElseThrow();
        Block network = type.create(1000);
        // Memory that nobody fills is memory that the system does not hand out.
        network.setInitializer(NDManager::create, _ -> true);
        try (NDManager manager = TorchEngine.newManager()) {
            network.initialize(manager, DataType.FLOAT32, new Shape(1, type.inputSize(), type.inputSize(), 3));
            var lines = new TreeSet<String>();
            ParameterNames.of(network)
                    .forEach((parameter, values) -> lines.add(
                            parameter + " " + dimensions(values.getArray().getShape()) + "\n"));
            assertEquals(tensors, lines.size());
            byte[] text = String.join("", lines).getBytes(StandardCharsets.UTF_8);
            byte[] actual = MessageDigest.getInstance("SHA-256").digest(text);
            assertEquals(digest, HexFormat.of().formatHex(actual), () -> String.join("", lines));
        }
    }

    private static String dimensions(Shape shape) {
        return LongStream.of(shape.getShape()).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
