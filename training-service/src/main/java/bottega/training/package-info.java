/** Data sets, training runs and their publication, over REST. */
package bottega.training;
