/** Data sets as clients see them: labelled pictures, one folder for each class. */
package bottega.common.dataset;
