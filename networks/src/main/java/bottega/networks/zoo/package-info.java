/**
 * The zoo: networks by name, each a DJL block that takes pictures, uint8 {@code [N, H, W, 3]}, and gives logits {@code
 * [N, C]}. Layouts and parameter names are those of the published checkpoints.
 */
package bottega.networks.zoo;
