/** What a run shows, as pictures. */
package bottega.training.figure;
