package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import bottega.common.model.ModelManifest.Parity;
import bottega.networks.onnx.RuntimeModel.Computed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Holds what ONNX Runtime computes from a model against what DJL computed, on inputs of several sizes. */
final class ParityCheck {
    private final SequencedMap<String, OutputAgreement.Builder> outputs = new LinkedHashMap<>();
    private final LinkedHashSet<Integer> batchSizes = new LinkedHashSet<>();

    /** What DJL computed for one output. */
    record Expected(String output, NDArray array) {}

    /**
     * Runs the model on {@code inputs} and remembers the largest difference.
     *
     * @throws ExportException when ONNX Runtime refuses the model, or an output has another shape or type
     */
    void compare(RuntimeModel model, Map<String, NDArray> inputs, List<Expected> expected) {
        Map<String, Computed> computed =
                model.run(inputs, expected.stream().map(Expected::output).collect(Collectors.toSet()));
        for (Expected e : expected) {
            compare(e, computed.get(e.output()));
        }
        inputs.values().stream()
                .findFirst()
                .ifPresent(
                        input -> batchSizes.add(Math.toIntExact(input.getShape().get(0))));
    }

    private void compare(Expected expected, Computed actual) {
        NDArray array = expected.array();
        if (!Arrays.equals(actual.shape(), array.getShape().getShape())
                || actual.elements().type() != array.getDataType()) {
            throw new ExportException("output '" + expected.output() + "': expected " + array.getDataType()
                    + array.getShape() + ", ONNX Runtime gave "
                    + actual.elements().type() + Arrays.toString(actual.shape()));
        }
        outputs.computeIfAbsent(expected.output(), OutputAgreement.Builder::new).add(array, actual.elements());
    }

    /** How each output agreed. */
    List<OutputAgreement> agreements() {
        return outputs.values().stream().map(OutputAgreement.Builder::build).toList();
    }

    /** How much an output varies across the inputs that were compared. */
    double deviation(String output) {
        return outputs.get(output).build().deviation();
    }

    List<Integer> batchSizes() {
        return new ArrayList<>(batchSizes);
    }

    /**
     * All outputs together against one bound: {@value OutputAgreement#TOLERANCE} x max(1, deviation).
     *
     * @param deviation of the network's logits across the inputs that were compared, see {@link Deviation}
     * @throws ExportException when the logits hardly differ between inputs, or an output differs between the engines
     */
    Parity requireAgreement(double deviation) {
        double tolerance = OutputAgreement.TOLERANCE * Math.max(1, deviation);
        if (!(deviation >= OutputAgreement.LEAST_DEVIATION)) {
            throw new ExportException("the network answers nearly the same to every input (standard deviation of its"
                    + " outputs across inputs: " + deviation + ", expected at least "
                    + OutputAgreement.LEAST_DEVIATION + "), so a comparison would prove nothing: train it further");
        }
        double largest = 0;
        for (OutputAgreement output : agreements()) {
            output.requireWithin(tolerance);
            largest = Math.max(largest, output.largestDifference());
        }
        return new Parity(largest, deviation, tolerance, batchSizes());
    }
}
