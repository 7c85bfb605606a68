/** Contact sheets of what augmentation makes of a data set's pictures: literally what a run with the same seed sees. */
package bottega.training.preview;
