/** Model cards, as they are published beside a model and go over the wire. */
package bottega.common.card;
