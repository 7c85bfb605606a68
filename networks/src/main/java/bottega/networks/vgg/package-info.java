/**
 * The convolutional part of VGG-19 (Simonyan and Zisserman 2015) as a network that is only looked into: pictures go in,
 * activations by the papers' layer names ({@code conv4_2}, {@code relu4_2}) come out, nothing in it is trained. Widths
 * come from the weights, so that distilled ones load too.
 */
package bottega.networks.vgg;
