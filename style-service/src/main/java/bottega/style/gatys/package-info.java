/**
 * The losses of Gatys, Ecker and Bethge, "Image Style Transfer Using Convolutional Neural Networks" (CVPR 2016):
 * equations 1 to 5 on activations, and their sum as an objective of the picture.
 */
package bottega.style.gatys;
