/**
 * Gradients into steps: optimisers whose state can be saved, learning rates by step, the norm of a gradient. Knows
 * nothing of pictures.
 */
package bottega.training.optimisation;
