/**
 * What the networks of the zoo are made of: a {@link bottega.networks.layer.Module} states its computation once, as a
 * {@link bottega.networks.layer.Flow}, and from it come the forward pass, the shapes and the depth;
 * {@link bottega.networks.layer.ParameterNames} gives parameters the names of the published checkpoints.
 */
package bottega.networks.layer;
