/**
 * Records what a DJL block computes. Blocks do not describe themselves, but all they do passes through the interfaces
 * {@code NDArray} and {@code NDArrayEx}: a forward pass on recording arrays writes down each operation with its
 * arguments, whoever wrote the block.
 */
package bottega.networks.trace;
