/**
 * The lecture's lessons, computed while the caller waits: each takes a second at most or so, so a run is answered with its
 * whole result and status 200. It is no job: nothing is stored, queued or resumed, and the same request gives the same
 * numbers again.
 *
 * <p>The arithmetic is plain Java in double, not the training engine's arrays: a lesson shows every factor of the chain
 * rule by itself, in the lecture's own formulas and order, where the engine has automatic differentiation in float32
 * and cross-entropy.
 */
package bottega.training.lesson;
