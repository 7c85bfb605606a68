/**
 * From a finished run to a version in the model repository that Triton, KServe and inference-service read. A version is
 * made beside and renamed, so no reader ever sees half of one.
 */
package bottega.training.publication;
