/**
 * Looks at a data set before anything is trained on it: counts, balance, sizes, duplicates and what they mean, and a contact
 * sheet of its pictures.
 */
package bottega.training.inspection;
