/**
 * ONNX Runtime: sessions that are closed when their last request is done, and what their tensors look like. Nothing
 * outside this package, and the tensors that pass through it, knows the runtime.
 */
package bottega.inference.engine;
