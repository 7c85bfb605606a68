/**
 * ONNX files out of any DJL block: two recorded traces are held against each other, each operation is translated, the
 * file is written, and what ONNX Runtime computes from it is compared with what DJL computed.
 *
 * <p>{@link bottega.networks.onnx.Opset} says which runtimes read the files. {@link bottega.networks.onnx.OnnxExporter} is the way in for any block, {@link bottega.networks.onnx.ClassifierExporter} for
 * a network that classifies pictures. A new operation is one more entry in one of the {@code ...Translators}; several operations that are one node, one more
 * {@code Rewrite}.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX operators</a>
 */
package bottega.networks.onnx;
