/**
 * The lecture's lessons as they go over the wire: what each takes, with defaults and ranges, and what its run answers.
 * {@code bottega.training.lesson} computes the answers.
 */
package bottega.common.lesson;
