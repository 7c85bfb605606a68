/**
 * Activations by name. A {@link bottega.networks.tap.Tap} is an identity block; {@link bottega.networks.tap.Taps}
 * hands out what passed through each while a network ran or was traced.
 */
package bottega.networks.tap;
