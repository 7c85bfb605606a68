package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import java.util.Map;

/** Products of matrices, MatMul-13: NumPy's rules for ranks 1, 2 and above, which PyTorch shares. */
final class MatrixTranslators {
    static final Map<String, Translator> BY_NAME = Map.of(
            "matMul", MatrixTranslators::product,
            "batchMatMul", MatrixTranslators::product,
            "dot", MatrixTranslators::product);

    private MatrixTranslators() {}

    private static void product(TracedCall call, OnnxGraph graph) {
        var composition = new Composition(call, graph);
        DataType computed = ElementTypes.arithmetic(call.result().dataType());
        composition.result(
                composition.binary("MatMul", composition.receiver(computed), composition.argument(1, computed)),
                computed);
    }
}
