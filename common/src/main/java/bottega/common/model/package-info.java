/**
 * What training and serving agree on about a model: its manifest and where it lies in the model repository
 * ({@code models/<name>/<version>/model.onnx}, the layout that Triton and KServe read).
 */
package bottega.common.model;
