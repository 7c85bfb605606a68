/**
 * Data sets: archives with one folder of pictures for each class, checked as a whole and picture by picture before anything
 * of them can be seen, then kept as plain files that a training run reads.
 */
package bottega.training.dataset;
