/** Judges a trained network on pictures it did not learn from. */
package bottega.training.judgement;
