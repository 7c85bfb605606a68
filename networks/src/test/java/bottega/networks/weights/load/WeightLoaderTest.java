package bottega.networks.weights.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.Layers;
import bottega.networks.layer.ParameterNames;
import bottega.networks.layer.Sequence;
import bottega.networks.weights.HostTensor;
import bottega.networks.weights.SafeTensors;
import bottega.networks.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightLoaderTest {
    @TempDir
    Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        Block first = network(10);
        Block second = network(10);
        Path path = folder.resolve("weights.safetensors");
        WeightSaver.save(first, path, Map.of("network", "small"));
        try (TensorFile file = TensorFile.open(path)) {
            assertEquals(Map.of("network", "small"), file.metadata());
            assertTrue(file.tensors().containsKey("features.1.running_mean"), file.tensors()::toString);
            LoadedWeights loaded = WeightLoader.load(second, file);
            assertEquals(List.copyOf(ParameterNames.of(first).keySet()), loaded.loaded());
            assertEquals(List.of(), loaded.left());
        }
        // the file is closed: nothing may hang on its mapping
        assertSame(first, second);
        assertArrayEquals(logits(first), logits(second));
        ParameterNames.of(second)
                .forEach((name, parameter) -> assertEquals(
                        parameter.requiresGradient(), parameter.getArray().hasGradient(), name));
    }

    @Test
    void anotherNumberOfClassesWithoutTheHead() throws IOException {
        Block published = network(10);
        Block ours = network(3);
        float[] head = values(ours, "classifier.weight");
        try (TensorFile file = saved(published)) {
            Problem problem = problem(ours, file, LoadOptions.ALL);
            assertTrue(problem.remedy().contains("without its head"), problem.remedy());
            assertTrue(problem.detail().contains("classifier.weight (3, 32), the file has (10, 32)"), problem.detail());
            LoadedWeights loaded = WeightLoader.load(ours, file, LoadOptions.WITHOUT_HEAD);
            assertEquals(List.of("classifier.weight", "classifier.bias"), loaded.left());
            assertEquals(List.of("classifier.bias", "classifier.weight"), loaded.readOver());
        }
        assertArrayEquals(head, values(ours, "classifier.weight"));
        assertArrayEquals(values(published, "features.0.weight"), values(ours, "features.0.weight"));
    }

    @Test
    void aMismatchNamesEverythingAndChangesNothing() throws IOException {
        Block block = network(10);
        Map<String, float[]> before = new LinkedHashMap<>();
        ParameterNames.of(block).keySet().forEach(name -> before.put(name, values(block, name)));
        Map<String, HostTensor> tensors = tensors(network(10), name -> name);
        tensors.remove("features.0.bias");
        tensors.put("stranger.weight", HostTensor.of(new float[1], 1));
        tensors.put("features.1.weight", HostTensor.of(new float[7], 7));
        try (TensorFile file = written(tensors)) {
            Problem problem = problem(block, file, LoadOptions.ALL);
            assertEquals("urn:bottega:problem:weights-do-not-fit", problem.type());
            assertTrue(problem.detail().contains("Missing: features.0.bias."), problem.detail());
            assertTrue(problem.detail().contains("Unexpected: stranger.weight."), problem.detail());
            assertTrue(
                    problem.detail().contains("Misshapen: features.1.weight (8), the file has (7)."), problem.detail());
        }
        before.forEach((name, values) -> assertArrayEquals(values, values(block, name), name));
    }

    @Test
    void listsAreBounded() throws IOException {
        var tensors = new LinkedHashMap<String, HostTensor>();
        for (int i = 0; i < 5000; i++) {
            tensors.put("x".repeat(300) + i, HostTensor.of(new float[1], 1));
        }
        try (TensorFile file = written(tensors)) {
            Problem problem = problem(network(10), file, LoadOptions.ALL);
            assertTrue(problem.detail().contains("and 4994 more"), problem.detail());
            assertTrue(problem.detail().length() < 2000, problem.detail());
            assertEquals("Choose a file for this network.", problem.remedy());
        }
    }

    @Test
    void whatIsOfTrainingOnlyIsReadOver() throws IOException {
        Block block = network(10);
        Map<String, HostTensor> tensors = tensors(network(10), name -> name);
        tensors.put("features.1.num_batches_tracked", HostTensor.of(new float[1], 1));
        tensors.put("AuxLogits.fc.weight", HostTensor.of(new float[1], 1));
        tensors.put("distillation.weight", HostTensor.of(new float[1], 1));
        try (TensorFile file = written(tensors)) {
            assertTrue(problem(block, file, LoadOptions.ALL).detail().contains("Unexpected: distillation.weight."));
            var options = new LoadOptions(true, List.of("AuxLogits.", "distillation."));
            assertEquals(
                    List.of("AuxLogits.fc.weight", "distillation.weight", "features.1.num_batches_tracked"),
                    WeightLoader.load(block, file, options).readOver());
        }
    }

    @Test
    void oldDenseNetNames() throws IOException {
        Block published = denseLayer();
        Block block = denseLayer();
        UnaryOperator<String> old = name -> name.replaceAll("(norm|conv)([12])", "$1.$2");
        try (TensorFile file = written(tensors(published, old))) {
            assertTrue(
                    file.tensors().containsKey("features.denseblock1.denselayer1.norm.1.running_mean"),
                    file.tensors()::toString);
            assertEquals("old DenseNet names", WeightLoader.load(block, file).naming());
        }
        assertSame(published, block);
    }

    @Test
    void caffeNamesOfSqueezeNet() {
        UnaryOperator<String> first = naming("Caffe's names of SqueezeNet 1.0");
        UnaryOperator<String> second = naming("Caffe's names of SqueezeNet 1.1");
        assertEquals("features.5.expand3x3.bias", first.apply("fire4/expand3x3.bias"));
        assertEquals("features.6.expand3x3.bias", second.apply("fire4/expand3x3.bias"));
        assertEquals("features.12.squeeze.weight", first.apply("fire9/squeeze1x1.weight"));
        assertEquals("classifier.1.weight", second.apply("conv10.weight"));
        assertEquals("something.else", second.apply("something.else"));
        UnaryOperator<String> vgg = naming("Caffe's names of VGG-19");
        assertEquals("features.0.weight", vgg.apply("conv1_1.weight"));
        assertEquals("features.34.bias", vgg.apply("conv5_4.bias"));
        assertEquals("classifier.6.weight", vgg.apply("fc8.weight"));
    }

    /** A linear layer's weight, stored as a convolution's. */
    @Test
    void onesAtTheEndOfAShape() throws IOException {
        Block block = network(10);
        Map<String, HostTensor> tensors = tensors(network(10), name -> name);
        HostTensor head = tensors.get("classifier.weight");
        tensors.put("classifier.weight", new HostTensor(head.type(), new Shape(10, 32, 1, 1), head.data()));
        try (TensorFile file = written(tensors)) {
            WeightLoader.load(block, file);
        }
        assertEquals(new Shape(10, 32), parameter(block, "classifier.weight").getShape());
    }

    /** Blocks that are not ours have DJL's names. */
    @Test
    void anyBlockOfDjl() throws IOException {
        Block first = djlBlock(4);
        Block second = djlBlock(4);
        try (TensorFile file = saved(first)) {
            WeightLoader.load(second, file);
            assertSame(first, second);
            LoadedWeights loaded = WeightLoader.load(djlBlock(2), file, LoadOptions.WITHOUT_HEAD);
            assertEquals(2, loaded.left().size(), loaded.toString());
        }
    }

    /** The way of every published checkpoint in half precision, and of blocks in double. */
    @Test
    void typesAreTheNetworksOwn() throws IOException {
        var block = new Sequence().add("fc", Layers.linear(2));
        block.initialize(manager, DataType.FLOAT64, new Shape(1, 2));
        try (TensorFile file = written(Map.of(
                "fc.weight", HostTensor.of(new float[] {1, 2, 3, 4}, 2, 2),
                "fc.bias", HostTensor.of(new double[] {0.1, 0.2}, 2)))) {
            WeightLoader.load(block, file);
        }
        assertArrayEquals(
                new double[] {1, 2, 3, 4},
                parameter(block, "fc.weight").getArray().toDoubleArray());
        assertArrayEquals(
                new double[] {0.1, 0.2}, parameter(block, "fc.bias").getArray().toDoubleArray());
    }

    @Test
    void aBlockMustBeInitialised() throws IOException {
        try (TensorFile file = saved(network(10))) {
            var block = new Sequence().add("fc", Layers.linear(2));
            assertThrows(IllegalStateException.class, () -> WeightLoader.load(block, file));
        }
    }

    private Block network(int classes) {
        Block block = new Sequence()
                .add(
                        "features",
                        new Sequence()
                                .add("0", Layers.convolution(8, 3))
                                .add("1", Layers.batchNorm())
                                .add(Layers.relu()))
                .add(Layers.flatten())
                .add("classifier", Layers.linear(classes));
        return randomised(block, new Shape(1, 3, 4, 4));
    }

    private Block denseLayer() {
        Block layer = new Sequence()
                .add("norm1", Layers.batchNorm())
                .add("conv1", Layers.convolution(4, 1))
                .add("norm2", Layers.batchNorm())
                .add("conv2", Layers.convolution(4, 1));
        Block block = new Sequence().add("denselayer1", layer);
        block = new Sequence().add("denseblock1", block);
        return randomised(new Sequence().add("features", block), new Shape(1, 3, 4, 4));
    }

    private Block djlBlock(int classes) {
        var block = new SequentialBlock()
                .add(Linear.builder().setUnits(5).build())
                .add(Linear.builder().setUnits(classes).build());
        return randomised(block, new Shape(1, 3));
    }

    private int networks;

    /** Statistics and biases too, which would be zeros and ones. */
    private Block randomised(Block block, Shape input) {
        var random = new Random(++networks);
        block.initialize(manager, DataType.FLOAT32, input);
        for (Parameter parameter : ParameterNames.of(block).values()) {
            float[] values = new float[(int) parameter.getShape().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.5f + random.nextFloat();
            }
            try (NDArray array = manager.create(values, parameter.getShape())) {
                array.copyTo(parameter.getArray());
            }
        }
        return block;
    }

    private float[] logits(Block block) {
        NDArray input = manager.linspace(-1, 1, 2 * 3 * 4 * 4).reshape(2, 3, 4, 4);
        var store = new ParameterStore(manager, false);
        return block.forward(store, new NDList(input), false).singletonOrThrow().toFloatArray();
    }

    private static UnaryOperator<String> naming(String label) {
        return Naming.KNOWN.stream()
                .filter(naming -> naming.label().equals(label))
                .findFirst()
                .orElseThrow()
                .published();
    }

    private static Parameter parameter(Block block, String name) {
        return ParameterNames.of(block).get(name);
    }

    private static float[] values(Block block, String name) {
        return parameter(block, name).getArray().toFloatArray();
    }

    private static void assertSame(Block first, Block second) {
        for (String name : ParameterNames.of(first).keySet()) {
            assertArrayEquals(values(first, name), values(second, name), name);
        }
    }

    private static Map<String, HostTensor> tensors(Block block, UnaryOperator<String> naming) {
        var tensors = new LinkedHashMap<String, HostTensor>();
        ParameterNames.of(block)
                .forEach((name, parameter) -> tensors.put(naming.apply(name), HostTensor.of(parameter.getArray())));
        return tensors;
    }

    private TensorFile saved(Block block) throws IOException {
        Path path = folder.resolve("saved.safetensors");
        WeightSaver.save(block, path, Map.of());
        return TensorFile.open(path);
    }

    private TensorFile written(Map<String, HostTensor> tensors) throws IOException {
        Path path = folder.resolve("written.safetensors");
        SafeTensors.write(path, tensors, Map.of());
        return TensorFile.open(path);
    }

    private static Problem problem(Block block, TensorFile file, LoadOptions options) {
        return assertThrows(ProblemException.class, () -> WeightLoader.load(block, file, options))
                .problem();
    }
}
