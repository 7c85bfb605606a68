/** Training runs and their publication, as they go over the wire. */
package bottega.common.training;
