package bottega.networks.vgg;

import java.util.ArrayList;
import java.util.List;

/**
 * One convolution of VGG-19.
 *
 * @param stage 1 to 5; between stages stands a pooling
 * @param index in the stage, from 1
 * @param position of the convolution in the whole network, from 0
 */
record VggLayer(int stage, int index, int position) {
    private static final int[] CONVOLUTIONS_OF_STAGE = {2, 2, 4, 4, 4};

    /** All sixteen, from the picture on. */
    static final List<VggLayer> ALL = all();

    private static List<VggLayer> all() {
        var layers = new ArrayList<VggLayer>();
        for (int stage = 1; stage <= CONVOLUTIONS_OF_STAGE.length; stage++) {
            for (int index = 1; index <= CONVOLUTIONS_OF_STAGE[stage - 1]; index++) {
                layers.add(new VggLayer(stage, index, layers.size()));
            }
        }
        return List.copyOf(layers);
    }

    /** The tap before the rectifier, {@code conv4_2}. */
    String convolution() {
        return "conv" + stage + "_" + index;
    }

    /** The tap behind the rectifier, {@code relu4_2}. */
    String rectified() {
        return "relu" + stage + "_" + index;
    }

    /** A 2x2 pooling of stride 2 stands before it. */
    boolean isAfterPooling() {
        return stage > 1 && index == 1;
    }
}
