/**
 * Which pictures are copies of each other: saved again, resized, a little cropped or brightened, or photographed again from
 * the same place. A perceptual hash finds candidates, a comparison of small pictures decides. Turned or mirrored copies
 * are not found.
 */
package bottega.training.similarity;
