/** How well a network does on pictures that it did not learn from, as the services tell it. */
package bottega.common.judgement;
