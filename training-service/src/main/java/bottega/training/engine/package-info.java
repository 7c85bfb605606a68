/**
 * Training itself: prepared pictures, batches, optimiser, epochs, checkpoints. Knows nothing of jobs or REST; it hands
 * out progress.
 */
package bottega.training.engine;
