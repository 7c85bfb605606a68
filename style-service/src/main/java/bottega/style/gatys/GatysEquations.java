package bottega.style.gatys;

import ai.djl.ndarray.NDArray;
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
        return activations.sub(target).square().sum().mul(0.5);
    }

    /** Equation 3: {@code G_ij = sum_k F_ik F_jk}. @return {@code [N, N]} */
    static NDArray gramMatrix(NDArray activations) {
        NDArray features = activations.reshape(new Shape(maps(activations), places(activations)));
        return features.matMul(features.transpose());
    }

    /** {@code G / M}: the same for a texture whatever its size, and small enough to be squared in float. */
    static NDArray meanGramMatrix(NDArray activations) {
        return gramMatrix(activations).div(places(activations));
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
        return meanGramMatrix(activations).sub(target).square().sum().mul(1 / (4 * maps * maps));
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
