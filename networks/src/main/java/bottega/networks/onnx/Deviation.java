package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much a network's outputs vary from input to input. */
final class Deviation {
    private Deviation() {}

    /**
     * Root mean square over the outputs of their standard deviation across inputs. Where outputs have another length at
     * another size of the inputs, only those of one length are taken together, and the largest figure counts.
     *
     * @param batches outputs {@code [N, ...]}, one row an input
     */
    static double across(List<NDArray> batches) {
        Map<Integer, List<double[]>> byLength = new LinkedHashMap<>();
        for (NDArray batch : batches) {
            addRows(batch, byLength);
        }
        return byLength.values().stream()
                .mapToDouble(Deviation::acrossRows)
                .max()
                .orElse(0);
    }

    private static double acrossRows(List<double[]> rows) {
        int length = rows.getFirst().length;
        double sumOfVariances = 0;
        for (int i = 0; i < length; i++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[i];
                squares += row[i] * row[i];
            }
            double mean = sum / rows.size();
            sumOfVariances += Math.max(0, squares / rows.size() - mean * mean);
        }
        return Math.sqrt(sumOfVariances / length);
    }

    private static void addRows(NDArray batch, Map<Integer, List<double[]>> byLength) {
        Elements all = Elements.of(batch);
        int rows = batch.getShape().dimension() == 0
                ? 1
                : Math.toIntExact(batch.getShape().get(0));
        int length = all.count() / rows;
        for (int row = 0; row < rows; row++) {
            var values = new double[length];
            for (int i = 0; i < length; i++) {
                values[i] = all.get(row * length + i);
            }
            byLength.computeIfAbsent(length, _ -> new ArrayList<>()).add(values);
        }
    }
}
