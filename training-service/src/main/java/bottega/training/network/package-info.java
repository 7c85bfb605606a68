/** What networks there are to train. */
package bottega.training.network;
