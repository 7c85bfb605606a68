package bottega.networks.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.ArrayList;
import java.util.List;

/**
 * LeNet-5 as LeCun, Bottou, Bengio, Haffner published it in 1998, "Gradient-Based Learning Applied to Document
 * Recognition", section II.B: brightness in, subsampling with a coefficient and a bias for each map, C3's maps connected
 * as in table I, {@code 1.7159 tanh(2/3 x)}; 60,000 parameters up to F6, at 32x32. One departure: for the output layer,
 * whose distances to fixed 7x12 drawings of the characters suit no other classes, stands a linear one. {@link LeNet} is
 * what is called LeNet today.
 */
final class LeNet5 {
    static final int LEAST_SIZE = 32;

    /** Background -0.1 and ink 1.175, of black (0) and white (1): the paper's range, for light ink on dark ground. */
    static final Preprocessing PREPROCESSING = preprocessing();

    private static final float AMPLITUDE = 1.7159f;
    private static final float SLOPE = 2f / 3;

    private LeNet5() {}

    private static Preprocessing preprocessing() {
        double range = 1.175 + 0.1;
        double mean = 0.1 / range;
        double deviation = 1 / range;
        return new Preprocessing(
                Preprocessing.ChannelOrder.RGB, 1, List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
    }

    static Block create(int classes) {
        return new Sequence()
                .add(new Luma())
                .add("c1", Layers.convolution(6, 5))
                .add(new Tap("c1"))
                .add(squash())
                .add("s2", new Subsampling(6))
                .add(squash())
                .add(new Tap("s2"))
                .add("c3", new PartlyConnected())
                .add(new Tap("c3"))
                .add(squash())
                .add("s4", new Subsampling(16))
                .add(squash())
                .add(new Tap("s4"))
                .add("c5", Layers.convolution(120, 5))
                .add(squash())
                .add(new Tap("c5"))
                .add(Layers.flatten())
                .add("f6", Layers.linear(84))
                .add(squash())
                .add(new Tap("embedding"))
                .add("output", Layers.linear(classes));
    }

    private static Block squash() {
        return new Sequence().add(Layers.scale(SLOPE)).add(Layers.tanh()).add(Layers.scale(AMPLITUDE));
    }

    /**
     * C3: which maps of S2 each map reads, table I. Maps that read equally many are one convolution in groups, so that
     * there is no weight for a connection that does not exist.
     */
    static final class PartlyConnected extends Module {
        private static final List<List<Integer>> THREE = List.of(
                List.of(0, 1, 2),
                List.of(1, 2, 3),
                List.of(2, 3, 4),
                List.of(3, 4, 5),
                List.of(4, 5, 0),
                List.of(5, 0, 1));
        private static final List<List<Integer>> FOUR = List.of(
                List.of(0, 1, 2, 3),
                List.of(1, 2, 3, 4),
                List.of(2, 3, 4, 5),
                List.of(3, 4, 5, 0),
                List.of(4, 5, 0, 1),
                List.of(5, 0, 1, 2),
                List.of(0, 1, 3, 4),
                List.of(1, 2, 4, 5),
                List.of(0, 2, 3, 5));

        private final List<Sequence> convolutions = new ArrayList<>();

        PartlyConnected() {
            convolutions.add(part("three", connected(THREE)));
            convolutions.add(part("four", connected(FOUR)));
            convolutions.add(part("six", new Sequence().add(Layers.convolution(1, 5))));
        }

        private static Sequence connected(List<List<Integer>> table) {
            List<Integer> read = table.stream().flatMap(List::stream).toList();
            return new Sequence()
                    .add(LambdaBlock.singleton(maps -> maps(maps, read), "maps"))
                    .add(Layers.convolution(table.size(), new Shape(5, 5), 1, new Shape(0, 0), table.size(), true));
        }

        private static NDArray maps(NDArray maps, List<Integer> indices) {
            NDList single = maps.split(maps.getShape().get(1), 1);
            var chosen = new NDList(indices.stream().map(single::get).toList());
            return NDArrays.concat(chosen, 1);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.concatenate(convolutions.stream()
                    .map(convolution -> flow.through(convolution, input))
                    .toList());
        }
    }

    /** S2, S4: {@code coefficient * (sum of a 2x2 window) + bias}, as a depthwise convolution of its mean. */
    private static final class Subsampling extends Module {
        private final Sequence steps = new Sequence();

        Subsampling(int maps) {
            steps.add(Layers.averagePool(2, 2, 0, false, false))
                    .add(Layers.scale(4))
                    .add(Layers.convolution(maps, new Shape(1, 1), 1, new Shape(0, 0), maps, true));
            part("", steps);
        }

        @Override
        protected <T> T flow(Flow<T> flow, T input) {
            return flow.through(steps, input);
        }
    }
}
