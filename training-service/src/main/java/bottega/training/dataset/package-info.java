/**
 * Data sets: archives, or folders of this machine, with pictures in class folders, beside a table or in IDX files, checked as a
 * whole and picture by picture before anything of them can be seen, then kept as plain files that a training run reads.
 */
package bottega.training.dataset;
