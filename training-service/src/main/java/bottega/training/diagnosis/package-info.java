/**
 * Says in plain words what goes well or wrong in a training run, with the figures that led to it and the lecture's
 * remedies. {@link bottega.training.diagnosis.Diagnosis} is a function of the {@link bottega.training.diagnosis.Evidence}.
 */
package bottega.training.diagnosis;
