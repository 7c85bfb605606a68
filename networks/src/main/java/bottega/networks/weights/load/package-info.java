/**
 * Weights from a file into a network and back, matched by the names of the published checkpoints. Everything is compared
 * before the first number is set: a network is never half loaded.
 */
package bottega.networks.weights.load;
