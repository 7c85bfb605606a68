package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much a network's outputs vary from input to input. */
final class Deviation {
    private Deviation() {}

    /**
     * Root mean square over the outputs of their standard deviation across inputs.
     *
     * @param batches outputs {@code [N, ...]}, one row an input, all rows of one length
     */
    static double across(List<NDArray> batches) {
        List<double[]> outputs = batches.stream().flatMap(Deviation::rows).toList();
        int length = outputs.getFirst().length;
        double sumOfVariances = 0;
        for (int i = 0; i < length; i++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : outputs) {
                sum += row[i];
                squares += row[i] * row[i];
            }
            double mean = sum / outputs.size();
            sumOfVariances += Math.max(0, squares / outputs.size() - mean * mean);
        }
        return Math.sqrt(sumOfVariances / length);
    }

    private static Stream<double[]> rows(NDArray batch) {
        double[] all = batch.toType(DataType.FLOAT64, false).toDoubleArray();
        int rows = Math.toIntExact(batch.getShape().get(0));
        int length = all.length / rows;
        return IntStream.range(0, rows).mapToObj(row -> Arrays.copyOfRange(all, row * length, (row + 1) * length));
    }
}
