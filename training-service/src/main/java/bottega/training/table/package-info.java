/** Reads tables of numbers (CSV, RFC 4180 and its relatives): columns of numbers and one of labels. */
package bottega.training.table;
