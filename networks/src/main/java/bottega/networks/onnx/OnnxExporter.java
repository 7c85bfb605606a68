package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import bottega.networks.engine.TorchEngine;
import bottega.networks.trace.TracedValue;
import java.util.List;

/**
 * Turns any DJL block with one float32 input and one output into an ONNX model with a dynamic batch axis.
 *
 * <pre>{@code
 * OnnxModel model = OnnxExporter.export(block, "data", new Shape(3, 224, 224), "logits");
 * model.write(Path.of("model.onnx"));
 * }</pre>
 */
public final class OnnxExporter {
    private static final int FIRST_BATCH = 1;
    private static final int SECOND_BATCH = 3;

    private OnnxExporter() {}

    /**
     * @param block initialised
     * @param inputShape of one example, without the batch axis
     * @return a model that ONNX Runtime was found to agree on with DJL, at two batch sizes
     * @throws ExportException when an operation has no translation, when the block does something else at another batch
     *     size, or when the two do not agree
     * @throws bottega.networks.trace.TraceException when the block does what a trace cannot keep
     */
    public static OnnxModel export(Block block, String inputName, Shape inputShape, String outputName) {
        try (NDManager manager = TorchEngine.newManager()) {
            NDArray inputs =
                    manager.randomNormal(new Shape(FIRST_BATCH + SECOND_BATCH).addAll(inputShape), DataType.FLOAT32);
            NDArray first = inputs.get("0:" + FIRST_BATCH);
            NDArray second = inputs.get(FIRST_BATCH + ":");
            var traced = TracedGraph.of(block, List.of(inputName), List.of(first), List.of(second));
            TracedValue output = traced.traces().first().outputs().getFirst();
            OnnxGraph graph = traced.graph();
            graph.output(outputName, graph.name(output), output.dataType(), graph.shape(output));
            OnnxModel model = OnnxModel.of(graph.build(block.getClass().getSimpleName()));
            List<NDArray> expected = List.of(run(block, first), run(block, second));
            var parity = new ParityCheck();
            byte[] bytes = model.toByteArray();
            parity.compare(bytes, inputName, first, List.of(new ParityCheck.Expected(outputName, expected.get(0))));
            parity.compare(bytes, inputName, second, List.of(new ParityCheck.Expected(outputName, expected.get(1))));
            parity.requireAgreement(Deviation.across(expected));
            return model;
        }
    }

    /** A plain forward pass, nothing recorded: what the file is held against. */
    static NDArray run(Block block, NDArray input) {
        var store = new ParameterStore(input.getManager(), false);
        return block.forward(store, new NDList(input), false).singletonOrThrow();
    }
}
