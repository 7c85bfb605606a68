/** The networks that style jobs can use: the weight files that lie ready, and seeded random filters. */
package bottega.style.network;
