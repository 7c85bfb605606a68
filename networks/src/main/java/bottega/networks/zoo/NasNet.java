package bottega.networks.zoo;

import ai.djl.nn.Block;
import bottega.networks.layer.Flow;
import bottega.networks.layer.Layers;
import bottega.networks.layer.Module;
import bottega.networks.layer.Sequence;
import bottega.networks.tap.Tap;
import java.util.ArrayList;
import java.util.List;

/**
 * NASNet-A of Zoph, Vasudevan, Shlens, Le 2018, "Learning Transferable Architectures for Scalable Image Recognition":
 * 4 @ 1056 (mobile) and 6 @ 4032 (large), without the auxiliary head, which serves training only. Names are those that
 * Cadene's checkpoints of both and timm's of the large one share.
 *
 * <p>Where a window of stride 2 hangs over the edge, TensorFlow pads ("same"), and all three compute that by other
 * means; so do these, at any size. Two peculiarities are kept for the weights' sake: in the large one the first cell
 * after a reduction reads the last cell but one before it, and the windows of its average poolings of stride 2 count the
 * padding, as timm's do.
 */
final class NasNet extends Module {
    static final int LEAST_SIZE = 32;

    private final int cellsOfStage;
    private final boolean large;
    private final Block stem;
    private final NasNetCell stem0;
    private final NasNetCell stem1;
    private final List<NasNetCell> cells = new ArrayList<>();
    private final List<NasNetCell> reductions = new ArrayList<>();
    private final List<Tap> taps = new ArrayList<>();
    private final Block head;

    static Block mobile(int classes, float dropout) {
        return new NasNet(32, 1056, 4, false, classes, dropout);
    }

    static Block large(int classes, float dropout) {
        return new NasNet(96, 4032, 6, true, classes, dropout);
    }

    /** @param features channels of the embedding; a normal cell of the first stage computes a 24th of that at a time */
    private NasNet(int stemChannels, int features, int cellsOfStage, boolean large, int classes, float dropout) {
        this.cellsOfStage = cellsOfStage;
        this.large = large;
        int channels = features / 24;
        stem = part(
                "conv0",
                new Sequence()
                        .add("conv", Layers.convolution(stemChannels, 3, 2, 0, false))
                        .add("bn", Layers.batchNorm(NasNetCell.EPSILON))
                        .add(new Tap("conv0")));
        stem0 = part("cell_stem_0", NasNetCell.firstStem(stemChannels, channels / 4, large));
        stem1 = part("cell_stem_1", NasNetCell.secondStem(channels / 2, large));
        for (int stage = 0; stage < 3; stage++) {
            int width = channels << stage;
            if (stage > 0) {
                reductions.add(part("reduction_cell_" + (stage - 1), NasNetCell.reduction(width, large)));
            }
            for (int index = 0; index < cellsOfStage; index++) {
                // The numbers leave room for the six cells of a stage that the large one has.
                String name = "cell_" + (stage * 6 + index);
                cells.add(part(name, index == 0 ? NasNetCell.first(width) : NasNetCell.normal(width)));
                taps.add(part("", new Tap(name)));
            }
        }
        head = part(
                "",
                new Sequence()
                        .add(Layers.relu())
                        .add(Layers.globalAveragePool())
                        .add(new Tap("embedding"))
                        .add(Layers.dropout(dropout))
                        .add("last_linear", Layers.linear(classes)));
    }

    @Override
    protected <T> T flow(Flow<T> flow, T input) {
        T before = flow.through(stem, input);
        T last = flow.through(stem0, before, before);
        // The second stem cell and the first of all cells look back two steps, like all others.
        T next = flow.through(stem1, last, before);
        before = last;
        last = next;
        for (int index = 0; index < cells.size(); index++) {
            if (index > 0 && index % cellsOfStage == 0) {
                T reduced = flow.through(reductions.get(index / cellsOfStage - 1), last, before);
                before = large ? before : last;
                last = reduced;
            }
            T output = flow.through(taps.get(index), flow.through(cells.get(index), last, before));
            before = last;
            last = output;
        }
        return flow.through(head, last);
    }
}
