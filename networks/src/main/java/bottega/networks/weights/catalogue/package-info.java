/**
 * Published checkpoints: what they are, where they can be had, and how a picture must be prepared for them. Nothing is
 * downloaded but by {@link bottega.networks.weights.catalogue.WeightsCommand}, on request. This package needs no engine.
 */
package bottega.networks.weights.catalogue;
