/** Serves published models over REST: Open Inference Protocol v2, and pictures in, labels out. */
package bottega.inference;
