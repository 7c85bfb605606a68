/**
 * Training pictures changed at random, on their bytes: uint8 {@code [height, width, 3]}, RGB. Everything drawn comes from
 * (seed, epoch, index), so the same picture of the same epoch has the same bytes on every machine and every thread.
 */
package bottega.training.augmentation;
