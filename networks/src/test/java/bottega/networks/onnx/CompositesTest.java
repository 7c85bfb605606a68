package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import bottega.networks.engine.TorchEngine;
import bottega.networks.layer.GroupNorm;
import bottega.networks.layer.InstanceNorm;
import bottega.networks.layer.ReflectionPad;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several operations that are one node together; each export compares it with what DJL computes step by step. */
class CompositesTest {
    private static final int[] LAST = {2};

    private NDManager manager;

    @BeforeEach
    void open() {
        TorchEngine.get().setRandomSeed(5);
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void instanceNormalisationIsOneNode() {
        Block block = new SequentialBlock().add(convolution()).add(new InstanceNorm());
        initialise(block);
        ModelProto model = export(block, new Shape(3, 8, 8));
        assertEquals(List.of("Conv", "InstanceNormalization"), types(model));
        assertTrue(initializers(model).containsAll(Set.of("02InstanceNorm_gamma", "02InstanceNorm_beta")));
        assertEquals(17, model.getOpsetImport(0).getVersion());
        assertEquals(8, model.getIrVersion());
    }

    @Test
    void groupNormalisationIsOneNodeOfANewerOpset() {
        Block block = new SequentialBlock()
                .add(convolution())
                .add(new GroupNorm(3))
                .add(new LambdaBlock(
                        x -> new NDList(x.singletonOrThrow().mean(new int[] {3}).max(new int[] {2}))));
        initialise(block);
        ModelProto model = export(block, new Shape(3, 8, 8));
        // The reductions take their axes as an input in the newer operator set.
        assertEquals(List.of("Conv", "GroupNormalization", "ReduceMean", "ReduceMax"), types(model));
        assertTrue(initializers(model).containsAll(Set.of("02GroupNorm_gamma", "02GroupNorm_beta")));
        assertEquals(21, model.getOpsetImport(0).getVersion());
        assertEquals(10, model.getIrVersion());
    }

    @Test
    void bothKeepHeightAndWidthFree() {
        Block block =
                new SequentialBlock().add(convolution()).add(new GroupNorm(2)).add(new InstanceNorm());
        initialise(block);
        assertEquals(
                List.of("Conv", "GroupNormalization", "InstanceNormalization"),
                types(export(block, new Shape(3, -1, -1))));
    }

    @Test
    void strangersSpellings() {
        List<String> instance = List.of("InstanceNormalization");
        // Axis by axis, without a reshape.
        assertEquals(instance, types(x -> {
            NDArray mean = x.mean(new int[] {3}, true).mean(new int[] {2}, true);
            NDArray difference = x.sub(mean);
            NDArray variance = difference.pow(2).mean(new int[] {2}, true).mean(new int[] {3}, true);
            return difference.div(variance.add(1e-3).sqrt());
        }));
        // The mean of the squares less the square of the mean, times the inverse root.
        assertEquals(instance, types(x -> {
            NDArray flat = x.reshape(x.size(0), x.size(1), -1);
            NDArray mean = flat.mean(LAST, true);
            NDArray variance = flat.mul(flat).mean(LAST, true).sub(mean.square());
            return flat.sub(mean).mul(variance.add(1e-5).pow(-0.5)).reshape(x.getShape());
        }));
        // Sums, dropped axes, a difference computed twice, and factors before the shape comes back.
        assertEquals(instance, types(x -> {
            NDArray flat = x.reshape(x.size(0), 6, x.size(2) * x.size(3));
            NDArray mean = flat.sum(LAST).div(flat.size(2)).expandDims(2);
            NDArray variance =
                    flat.sub(mean).square().sum(LAST).div(flat.size(2)).expandDims(2);
            NDArray factor = manager.create(new float[] {1, 2, 3, 4, 5, 6}).reshape(6, 1);
            return flat.sub(mean)
                    .div(variance.add(1e-5).sqrt())
                    .mul(factor)
                    .add(factor.neg())
                    .reshape(x.getShape());
        }));
        // Of an array of three axes.
        assertEquals(List.of("Reshape", "InstanceNormalization"), types(x -> {
            NDArray flat = x.reshape(x.size(0), 6, -1);
            NDArray difference = flat.sub(flat.mean(LAST, true));
            return difference.div(difference.square().mean(LAST, true).add(1e-5).sqrt());
        }));
        // Pictures and groups in one axis.
        assertEquals(List.of("GroupNormalization"), types(x -> {
            NDArray grouped = x.reshape(x.size(0) * 3, -1);
            NDArray difference = grouped.sub(grouped.mean(new int[] {1}, true));
            NDArray root =
                    difference.square().mean(new int[] {1}, true).add(1e-5).sqrt();
            return x.getManager()
                    .create(new float[] {1, 2, 3, 4, 5, 6})
                    .reshape(1, 6, 1, 1)
                    .mul(difference.div(root).reshape(x.getShape()));
        }));
        // Groups in an axis of their own.
        assertEquals(List.of("GroupNormalization"), types(x -> {
            NDArray grouped = x.reshape(x.size(0), 2, 3, x.size(2), x.size(3));
            NDArray mean =
                    grouped.mean(new int[] {4}, true).mean(new int[] {3}, true).mean(new int[] {2}, true);
            NDArray difference = grouped.sub(mean);
            NDArray variance = difference
                    .mul(difference)
                    .mean(new int[] {2}, true)
                    .mean(new int[] {3}, true)
                    .mean(new int[] {4}, true);
            return difference
                    .mul(variance.add(1e-5).sqrt().getNDArrayInternal().rdiv(1))
                    .reshape(x.getShape());
        }));
    }

    @Test
    void whatOnlyLooksLikeItIsLeftAsItIs() {
        String instance = "InstanceNormalization";
        // The root of the variance, then epsilon.
        assertFalse(types(x -> {
                    NDArray flat = x.reshape(x.size(0), 6, -1);
                    NDArray difference = flat.sub(flat.mean(LAST, true));
                    return difference
                            .div(difference.square().mean(LAST, true).sqrt().add(0.1))
                            .reshape(x.getShape());
                })
                .contains(instance));
        // Mean and variance of different things.
        assertFalse(types(x -> {
                    NDArray flat = x.reshape(x.size(0), 6, -1);
                    NDArray twice = flat.mul(2);
                    NDArray difference = twice.sub(twice.mean(LAST, true));
                    return flat.sub(flat.mean(LAST, true))
                            .div(difference.square().mean(LAST, true).add(1e-5).sqrt())
                            .reshape(x.getShape());
                })
                .contains(instance));
        // Over the channels: a layer normalisation of each place.
        assertFalse(types(x -> {
                    NDArray difference = x.sub(x.mean(new int[] {1}, true));
                    return difference.div(difference
                            .square()
                            .mean(new int[] {1}, true)
                            .add(1e-5)
                            .sqrt());
                })
                .contains(instance));
        // A factor for each column and none for each channel.
        List<String> columns = types(x -> {
            NDArray flat = x.reshape(x.size(0), 6, -1);
            NDArray difference = flat.sub(flat.mean(LAST, true));
            return difference
                    .div(difference.square().mean(LAST, true).add(1e-5).sqrt())
                    .reshape(x.getShape())
                    .mul(manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}));
        });
        assertEquals(List.of(instance, "Mul"), columns);
    }

    @Test
    void aMeanThatIsAnOutputToo() {
        Block block = new SequentialBlock().add(new LambdaBlock(list -> {
            NDArray x = list.singletonOrThrow();
            NDArray flat = x.reshape(x.size(0), 6, -1);
            NDArray mean = flat.mean(LAST, true);
            NDArray difference = flat.sub(mean);
            NDArray root = difference.square().mean(LAST, true).add(1e-5).sqrt();
            return new NDList(difference.div(root).reshape(x.getShape()), mean);
        }));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 8, 8));
        List<String> types = types(export(block, new Shape(6, 8, 8)));
        assertFalse(types.contains("InstanceNormalization"), types::toString);
        assertEquals(2, types.stream().filter("ReduceMean"::equals).count());
    }

    @Test
    void reflectionPaddingIsOneNode() {
        Block block = new SequentialBlock().add(new ReflectionPad(1, 2, 3, 0)).add(convolution());
        initialise(block);
        assertEquals(List.of("Pad", "Conv"), types(export(block, new Shape(3, 8, 8))));
        assertEquals(List.of("Pad", "Conv"), types(export(block, new Shape(3, -1, -1))));
    }

    @Test
    void strangersReflections() {
        List<String> pad = List.of("Pad");
        // Place by place.
        assertEquals(
                pad,
                types(x -> NDArrays.concat(
                        new NDList(x.get(":, :, :, 2:3"), x.get(":, :, :, 1:2"), x, x.get(":, :, :, -2:-1")), 3)));
        // From an array of places, height after width.
        assertEquals(pad, types(x -> {
            NDArray places = x.getManager().create(new long[] {2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 6, 5});
            return x.get(":, :, :, {}", places).get(":, :, {}", places);
        }));
        // Mirrored first and cut then.
        assertEquals(
                pad,
                types(x -> NDArrays.concat(
                        new NDList(x.flip(2).get(":, :, -4:-1"), x, x.flip(2).get(":, :, 1:3")), 2)));
    }

    @Test
    void whatOnlyLooksLikeReflection() {
        // The edge is repeated.
        assertFalse(types(x -> NDArrays.concat(
                        new NDList(
                                x.get(":, :, :, 0:2").flip(3),
                                x,
                                x.get(":, :, :, -2:").flip(3)),
                        3))
                .contains("Pad"));
        // Around, not mirrored.
        assertFalse(types(x -> NDArrays.concat(new NDList(x.get(":, :, :, -2:"), x, x.get(":, :, :, :2")), 3))
                .contains("Pad"));
        // The mirror image of another array.
        assertFalse(types(x ->
                        NDArrays.concat(new NDList(x.neg().get(":, :, :, 1:3").flip(3), x), 3))
                .contains("Pad"));
        // A mirror image alone.
        assertFalse(types(x -> x.get(":, :, :, 1:3").flip(3)).contains("Pad"));
    }

    @Test
    void aMirrorImageThatIsAnOutputToo() {
        Block block = new SequentialBlock().add(new LambdaBlock(list -> {
            NDArray x = list.singletonOrThrow();
            NDArray mirror = x.get(":, :, :, 1:3").flip(3);
            return new NDList(NDArrays.concat(new NDList(mirror, x), 3), mirror);
        }));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 8, 8));
        assertFalse(types(export(block, new Shape(6, 8, 8))).contains("Pad"));
    }

    private static Block convolution() {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(6)
                .build();
    }

    private void initialise(Block block) {
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
        RandomNetworks.randomise(block, manager.randomNormal(new Shape(4, 3, 8, 8)));
    }

    private List<String> types(UnaryOperator<NDArray> function) {
        Block block = new SequentialBlock().add(new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow()))));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 6, 8, 8));
        return types(export(block, new Shape(6, 8, 8)));
    }

    private static ModelProto export(Block block, Shape shape) {
        return OnnxExporter.export(block, ExportOptions.input("data", shape)).proto();
    }

    private static List<String> types(ModelProto model) {
        return model.getGraph().getNodeList().stream()
                .map(node -> node.getOpType())
                .toList();
    }

    private static Set<String> initializers(ModelProto model) {
        GraphProto graph = model.getGraph();
        return graph.getInitializerList().stream()
                .map(tensor -> tensor.getName())
                .collect(Collectors.toSet());
    }
}
