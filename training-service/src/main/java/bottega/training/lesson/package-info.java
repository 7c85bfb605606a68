/**
 * The lecture's lessons. All but one are computed while the caller waits: a run takes a second for each network at most or so
 * and is answered with its whole result, or live as events. It is no job: nothing is stored, queued or resumed, and the same
 * request gives the same numbers again. The digits of 28x28 are a training run with settings of their own.
 *
 * <p>The arithmetic is plain Java in double, not the training engine's arrays: a lesson shows every factor of the chain
 * rule by itself, in the lecture's own formulas and order, where the engine has automatic differentiation in float32
 * and cross-entropy.
 */
package bottega.training.lesson;
