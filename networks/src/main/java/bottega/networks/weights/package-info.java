/**
 * Weight files in and out. {@link bottega.networks.weights.TensorFile} reads safetensors, PyTorch's zip checkpoints and
 * the initialisers of ONNX models, none of which is ever run or believed; {@link bottega.networks.weights.SafeTensors}
 * writes.
 */
package bottega.networks.weights;
