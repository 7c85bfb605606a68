package bottega.style.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The paper's equations on the activations of one layer, {@code [N, h, w]} or {@code [1, N, h, w]} with N feature maps
 * of M = h x w places. All results are differentiable by the engine.
 * Losses are FLOAT64 whatever the activations are: the sums are made in their type, the factor after them is double.
 */
final class GatysEquations {
    private GatysEquations() {}

    /** Equation 1: {@code 1/2 sum (F - P)^2}. @return scalar, FLOAT64 */
    static NDArray contentLoss(NDArray activations, NDArray target) {
        return activations.sub(target).square().sum().mul(scalar(activations, 0.5));
    }

    /** Equation 3: {@code G_ij = sum_k F_ik F_jk}. @return {@code [N, N]} */
    static NDArray gramMatrix(NDArray activations) {
        NDArray features = activations.reshape(new Shape(maps(activations), places(activations)));
        return features.matMul(features.transpose());
    }

    /** {@code G / M}: the same for a texture whatever its size, and small enough to be squared in float. */
    static NDArray meanGramMatrix(NDArray activations) {
        return gramMatrix(activations).div(scalar(activations, places(activations)));
    }

    /**
     * Equation 4: {@code E = 1 / (4 N^2 M^2) sum (G - A)^2}. Picture and style each have their own M here, so that a
     * style of another size is the same style; at equal sizes it is the paper's to the letter.
     *
     * @param target {@link #meanGramMatrix} of the style, {@code [N, N]}
     * @return scalar, FLOAT64
     */
    static NDArray styleLayerLoss(NDArray activations, NDArray target) {
        double maps = maps(activations);
        return meanGramMatrix(activations).sub(target).square().sum().mul(scalar(activations, 1 / (4 * maps * maps)));
    }

    /**
     * A number as a FLOAT64 array of rank 0 in the engine's own memory, in the manager of {@code like}. DJL makes one of a plain number
     * too, but in memory that Java may free at once, while the engine keeps its address for the gradient: after a
     * garbage collection between the two the gradient was wrong, or all zeros.
     */
    static NDArray scalar(NDArray like, double value) {
        return like.getManager().full(new Shape(), (float) value, DataType.FLOAT64);
    }

    private static long maps(NDArray activations) {
        Shape shape = activations.getShape();
        if (shape.dimension() == 4 && shape.get(0) != 1) {
            throw new IllegalArgumentException("activations: expected one picture, received a batch " + shape);
        }
        return shape.get(shape.dimension() - 3);
    }

    private static long places(NDArray activations) {
        return activations.getShape().size() / maps(activations);
    }
}
