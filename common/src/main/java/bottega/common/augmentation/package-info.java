/**
 * What may happen to a training picture before the network sees it, as it goes over the wire: each transform with its
 * probability and ranges. {@code bottega.training.augmentation} carries it out.
 */
package bottega.common.augmentation;
