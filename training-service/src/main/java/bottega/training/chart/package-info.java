/** Curves as pictures. */
package bottega.training.chart;
