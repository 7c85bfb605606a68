package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Parameter;
import bottega.common.judgement.Verdict.Kind;
import bottega.common.training.OptimiserSettings;
import bottega.common.training.RunParameters;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.SafeTensors;
import bottega.networks.zoo.NumberNetwork;
import bottega.training.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRowsTest {
    private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

    @TempDir
    private Path folder;

    /**
     * Softmax regression on two classes is logistic regression of the differences of weights and biases. The reference is
     * Newton's method in double precision on the same standardised rows. Petals would tell the two species apart so well that
     * the optimum lies far out; from the sepals alone it is near, and 600 full steps with momentum are there: what is left is
     * float32's rounding of the gradient, some 1e-6 of weights of about 1, over the least curvature (0.02).
     */
    @Test
    void aLinearNetworkIsLogisticRegression() throws IOException {
        try (NumberRows rows = iris(List.of(1, 2), 2)) {
            RunParameters parameters = parameters()
                    .batchSize(1000)
                    .epochs(600)
                    .learningRate(1)
                    .optimiser(new OptimiserSettings.Sgd(0.9, false, 0.0))
                    .build();
            try (var trainer = trainer(rows, 2, NumberNetwork.LINEAR, List.of(), parameters)) {
                epochs(trainer, 600);
                float[] weight = values(trainer, "fc.weight");
                float[] bias = values(trainer, "fc.bias");
                double[] learned = {bias[1] - bias[0], weight[2] - weight[0], weight[3] - weight[1]};
                double[] reference = newton(rows, trainer.training());
                assertArrayEquals(reference, learned, 1e-3, Arrays.toString(reference));
            }
        }
    }

    /** Iteratively reweighted least squares of P(label 1) on the standardised columns; the intercept first. */
    private static double[] newton(NumberRows rows, int[] training) {
        List<NumberRows.Summary> summaries = rows.summaries(training);
        double[] beta = new double[3];
        for (int iteration = 0; iteration < 30; iteration++) {
            double[][] hessian = new double[3][4];
            for (int row : training) {
                double[] x = {
                    1,
                    (rows.number(row, 0) - summaries.get(0).mean())
                            / summaries.get(0).deviation(),
                    (rows.number(row, 1) - summaries.get(1).mean())
                            / summaries.get(1).deviation()
                };
                double p = 1 / (1 + Math.exp(-(beta[0] * x[0] + beta[1] * x[1] + beta[2] * x[2])));
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        hessian[i][j] += p * (1 - p) * x[i] * x[j];
                    }
                    hessian[i][3] += (rows.label(row) - p) * x[i];
                }
            }
            double[] step = solve(hessian);
            for (int i = 0; i < 3; i++) {
                beta[i] += step[i];
            }
        }
        return beta;
    }

    /** Gauss and Jordan on {@code [A | b]}. */
    private static double[] solve(double[][] a) {
        for (int pivot = 0; pivot < a.length; pivot++) {
            for (int row = 0; row < a.length; row++) {
                double factor = row == pivot ? 0 : a[row][pivot] / a[pivot][pivot];
                for (int column = 0; column <= a.length; column++) {
                    a[row][column] -= factor * a[pivot][column];
                }
            }
        }
        return IntStream.range(0, a.length)
                .mapToDouble(i -> a[i][a.length] / a[i][i])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void irisIsLearnedAndNothingIsWrongWithIt(long seed) throws IOException {
        try (NumberRows rows = iris(List.of(0, 1, 2), 4)) {
            RunParameters parameters =
                    parameters().epochs(60).learningRate(0.01).seed(seed).build();
            try (var trainer = trainer(rows, 3, NumberNetwork.MLP, List.of(16), parameters)) {
                epochs(trainer, 60);
                // one of 37 held-out flowers is 2.7 %; two or three lie between versicolor and virginica
                assertTrue(trainer.best().accuracy() > 0.9, trainer.history().toString());
                List<Kind> verdicts = Diagnosis.of(trainer.evidence()).stream()
                        .map(verdict -> verdict.kind())
                        .toList();
                assertEquals(List.of(Kind.GOOD_FIT), verdicts);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp"})
    void aRunTakenUpFromItsCheckpointEndsAtTheSameWeights(String name) throws IOException {
        NumberNetwork network = NumberNetwork.named(name).orElseThrow();
        List<Integer> hidden = network == NumberNetwork.MLP ? List.of(5, 3) : List.of();
        Path half = folder.resolve("half.safetensors");
        try (NumberRows rows = iris(List.of(0, 1, 2), 4)) {
            RunParameters parameters = parameters().epochs(4).build();
            Map<String, float[]> uninterrupted;
            try (var trainer = trainer(rows, 3, network, hidden, parameters)) {
                epochs(trainer, 2);
                trainer.save(half);
                epochs(trainer, 2);
                uninterrupted = weights(trainer);
            }
            try (var trainer = trainer(rows, 3, network, hidden, parameters)) {
                trainer.restore(half);
                epochs(trainer, 2);
                var resumed = weights(trainer);
                assertEquals(uninterrupted.keySet(), resumed.keySet());
                uninterrupted.forEach((key, values) -> assertArrayEquals(values, resumed.get(key), key));
            }
            try (SafeTensors saved = SafeTensors.open(half)) {
                assertArrayEquals(
                        uninterrupted.get("input.mean"), saved.readFloats("input.mean"), "learned before, not trained");
            }
        }
    }

    /** Mean and deviation are of the training rows alone, and a constant column has no say. */
    @Test
    void theInputIsStandardisedByTheTrainingRows() throws IOException {
        float[] numbers = {1, 7, 2, 7, 3, 7, 6, 7, 100, 7, -100, 7};
        try (NumberRows rows = rows(numbers, new int[] {0, 0, 1, 1, 0, 1}, 2)) {
            var split = new Split(new int[] {0, 1, 2, 3}, new int[] {4, 5}, new int[0]);
            try (var trainer = new Trainer(
                    NumberNetwork.LINEAR.create(2, List.of()),
                    List.of("a", "b"),
                    parameters().batchSize(4).build(),
                    rows,
                    split)) {
                assertArrayEquals(new float[] {3, 7}, values(trainer, "input.mean"));
                // sqrt((4 + 1 + 0 + 9) / 4)
                assertArrayEquals(new float[] {1.8708287f, Float.MAX_VALUE}, values(trainer, "input.deviation"));
                assertEquals(1, rows.summaries(split.training()).getFirst().min());
                assertEquals(6, rows.summaries(split.training()).getFirst().max());
            }
        }
    }

    /** Measured rows that are there twice are a leak; rounded ones that happen to be equal are none. */
    @Test
    void equalRowsAcrossTheSplitAreALeakUnlessChanceExplainsThem() throws IOException {
        var random = new Random(7);
        int[] training = IntStream.range(0, 80).toArray();
        int[] held = IntStream.range(80, 100).toArray();
        float[] measured = new float[300];
        float[] digits = new float[300];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = random.nextFloat();
            digits[i] = random.nextInt(3);
        }
        System.arraycopy(measured, 0, measured, 3 * 85, 3);
        int[] labels = IntStream.range(0, 100).map(i -> i == 85 ? 0 : i % 2).toArray();
        try (NumberRows rows = rows(measured, labels, 3)) {
            assertEquals(1, rows.duplicates(training, held));
        }
        int[] others = labels.clone();
        others[85] = 1;
        try (NumberRows rows = rows(measured, others, 3)) {
            assertEquals(0, rows.duplicates(training, held), "of another class");
        }
        try (NumberRows rows = rows(digits, labels, 3)) {
            assertEquals(0, rows.duplicates(training, held), "27 different rows");
        }
        // P(X >= 2) of a Poisson variable of mean 1 is 1 - 2 / e
        assertEquals(1 - 2 / Math.E, EqualRows.atLeast(2, 1), 1e-12);
    }

    private static Parameters parameters() {
        return new Parameters();
    }

    private static Trainer trainer(
            NumberRows rows, int classes, NumberNetwork network, List<Integer> hidden, RunParameters parameters) {
        return new Trainer(
                network.create(classes, hidden),
                SPECIES.subList(0, classes),
                parameters,
                rows,
                Splits.of(rows, classes, parameters));
    }

    private static void epochs(Trainer trainer, int count) {
        for (int i = 0; i < count; i++) {
            trainer.trainEpoch(_ -> {});
        }
    }

    private static float[] values(Trainer trainer, String name) {
        return ParameterNames.of(trainer.network()).get(name).getArray().toFloatArray();
    }

    private static Map<String, float[]> weights(Trainer trainer) {
        SequencedMap<String, Parameter> parameters = ParameterNames.of(trainer.network());
        var weights = new HashMap<String, float[]>();
        parameters.forEach(
                (name, parameter) -> weights.put(name, parameter.getArray().toFloatArray()));
        return weights;
    }

    /** The first columns of some species. */
    private NumberRows iris(List<Integer> species, int columns) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/iris.csv"));
        var numbers = new ArrayList<Float>();
        var labels = new ArrayList<Integer>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            int label = species.indexOf(SPECIES.indexOf(values[4]));
            if (label >= 0) {
                labels.add(label);
                for (int column = 0; column < columns; column++) {
                    numbers.add(Float.parseFloat(values[column]));
                }
            }
        }
        float[] flat = new float[numbers.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = numbers.get(i);
        }
        return rows(flat, labels.stream().mapToInt(Integer::intValue).toArray(), columns);
    }

    private NumberRows rows(float[] numbers, int[] labels, int columns) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        Path file = Files.createTempFile(folder, "numbers", ".bin");
        Files.write(file, bytes.array());
        return NumberRows.open(file, new Targets.SingleLabel(labels), columns);
    }
}
