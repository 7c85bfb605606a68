/**
 * What is minimised, composed of the engine's own operations so that it can be differentiated. No number of Java's is
 * given to them: DJL makes such a number an array over memory that may be gone before the gradient is asked for.
 */
package bottega.training.loss;
