/** Data sets as clients see them: pictures with their labels. */
package bottega.common.dataset;
