/**
 * Pictures of ornaments, drawn by the project itself: the data set of the demo and of the end-to-end tests. A motif
 * gives the geometry of one tile, the painter repeats, colours, turns and weathers it; everything random in picture
 * {@code index} of an ornament follows from (seed, ornament, index).
 */
package bottega.deploy.ornament;
