package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.List;

/**
 * Darknet-19 (Redmon, Farhadi 2016, "YOLO9000", table 6) and Darknet-53 (the same 2018, "YOLOv3", table 1).
 *
 * <p>Darknet-53 has timm's names and, so that timm's weights give what they were trained for, timm's slope of the
 * leaky ReLU: 0.01, where Darknet's own files say 0.1. Darknet-19 has no common layout outside Darknet; its parts are
 * named {@code conv1.conv}, {@code conv1.bn}, ..., {@code conv19}, in the order of the table, and its slope is 0.1.
 * There the last convolution, 1x1, and the mean over all places are linear both, so they change places here: the mean
 * is the embedding, and the paper's maps are what an export calls class maps.
 */
final class Darknet {
    static final int LEAST_SIZE = 32;

    /** Filters of the 3x3 convolutions, which stand first, last and alternate with 1x1 ones of half as many. */
    private record Stage(int filters, int convolutions) {}

    private static final List<Stage> DARKNET19 = List.of(
            new Stage(32, 1),
            new Stage(64, 1),
            new Stage(128, 3),
            new Stage(256, 3),
            new Stage(512, 5),
            new Stage(1024, 5));

    private static final List<Integer> DARKNET53 = List.of(1, 2, 8, 8, 4);

    private Darknet() {}

    static Block darknet19(int classes) {
        var network = new Sequence();
        int number = 0;
        for (Stage stage : DARKNET19) {
            if (number > 0) {
                network.add(Layers.maxPool(2, 2, 0));
            }
            for (int index = 0; index < stage.convolutions(); index++) {
                String name = "conv" + ++number;
                boolean wide = index % 2 == 0;
                int filters = wide ? stage.filters() : stage.filters() / 2;
                network.add(name, convolution(filters, wide ? 3 : 1, 1, 0.1f)).add(new Tap(name));
            }
        }
        return network.add(Layers.globalAveragePool()).add(new Tap("embedding")).add("conv19", Layers.linear(classes));
    }

    static Block darknet53(int classes) {
        float slope = 0.01f;
        var stages = new Sequence();
        int filters = 32;
        for (int stage = 0; stage < DARKNET53.size(); stage++) {
            filters *= 2;
            var blocks = new Sequence();
            for (int index = 0; index < DARKNET53.get(stage); index++) {
                blocks.add(Integer.toString(index), new DarkBlock(filters, slope))
                        .add(new Tap("stages." + stage + ".blocks." + index));
            }
            stages.add(
                    Integer.toString(stage),
                    new Sequence()
                            .add("conv_down", convolution(filters, 3, 2, slope))
                            .add("blocks", blocks));
        }
        return new Sequence()
                .add("stem", new Sequence().add("conv1", convolution(32, 3, 1, slope)))
                .add(new Tap("stem"))
                .add("stages", stages)
                .add(Layers.globalAveragePool())
                .add(new Tap("embedding"))
                .add("head.fc", Layers.linear(classes));
    }

    private static Sequence convolution(int filters, int kernel, int stride, float slope) {
        return new Sequence()
                .add("conv", Layers.convolution(filters, kernel, stride, kernel / 2, false))
                .add("bn", Layers.batchNorm())
                .add(Layers.leakyRelu(slope));
    }

    /** {@code x + F(x)}, nothing after the sum. */
    private static final class DarkBlock extends Module {
        private final Sequence branch = new Sequence();

        DarkBlock(int filters, float slope) {
            branch.add("conv1", convolution(filters / 2, 1, 1, slope)).add("conv2", convolution(filters, 3, 1, slope));
            part("", branch);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.sum(flow.through(branch, input), input);
        }
    }
}
