/** The networks by name, as DJL blocks that take {@code [N, 3, H, W]} float32 and give logits {@code [N, C]}. */
package bottega.networks.zoo;
