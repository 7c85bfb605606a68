package bottega.networks.onnx;

/** Writes one operation as ONNX nodes and names its results with {@link OnnxGraph#name}. */
@FunctionalInterface
interface Translator {
    void translate(TracedCall call, OnnxGraph graph);
}
