/** How many requests of a kind are worked on at once. */
package bottega.training.admission;
