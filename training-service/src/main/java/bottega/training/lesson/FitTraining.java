package bottega.training.lesson;

import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitResult.Losses;
import bottega.common.lesson.FitTask;
import bottega.common.problem.Problem;
import bottega.common.training.ScheduleSettings;
import bottega.training.optimisation.LearningRates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One network and its points. Everything drawn comes from the seed: the points, those to measure on and the first weights are
 * the same for networks of the same size, whatever remedy they have.
 */
final class FitTraining {
    private static final int BATCH = 32;
    private static final int MOST_LOSSES = 100;
    private static final int VALIDATION_POINTS = 200;
    /** Of a network that begins curved: with 1 even large networks begin, and long stay, nearly straight. */
    private static final double STEEPNESS = 3;

    private final FitRequest request;
    private final FitSetting setting;
    private final RandomGenerator draws;
    final FitData training;
    final FitData validation;
    final LayeredNetwork network;
    final List<Measured> history = new ArrayList<>();

    /** @param accuracy shares right; 0 of a curve */
    record Measured(
            int step, double trainingLoss, double trainingAccuracy, double loss, double accuracy, double gradientNorm) {
        Losses losses() {
            return new Losses(step, trainingLoss, loss);
        }
    }

    FitTraining(FitRequest request, FitSetting setting) {
        this.request = request;
        this.setting = setting;
        RandomGenerator seeds = Draws.of(request.seed());
        training = FitData.of(request.task(), setting.points(), request.noise(), Draws.of(seeds.nextLong()));
        validation = FitData.of(request.task(), VALIDATION_POINTS, request.noise(), Draws.of(seeds.nextLong()));
        network = LayeredNetwork.withBiases(
                request.activation(),
                request.task() == FitTask.CURVE ? Objective.SQUARED_ERROR : Objective.CROSS_ENTROPY,
                Draws.of(seeds.nextLong()),
                STEEPNESS,
                sizes());
        draws = Draws.of(seeds.nextLong());
    }

    private int[] sizes() {
        int inputs = training.inputs()[0].length;
        int outputs = training.expected()[0].length;
        return Stream.of(List.of(inputs), setting.hidden(), List.of(outputs))
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Multiplications that a run takes: for each weight and point of a batch one forward, one to the weight's slope and one
     * back to the layer before; one for each point that is measured.
     */
    long products() {
        long trained = 3L * Math.min(BATCH, training.size()) * request.steps();
        long measured = (MOST_LOSSES + 1L) * (training.size() + validation.size());
        return network.size() * (trained + measured);
    }

    /** Told of each point of the curve. */
    interface Watcher {
        void measured(Measured measured);
    }

    void run(Watcher watcher) {
        int steps = request.steps();
        int every = Math.ceilDiv(steps, MOST_LOSSES);
        var rates = new LearningRates(new ScheduleSettings.Cosine(0.0, 0), request.learningRate(), steps, steps);
        var adam = new AdamSteps(network, setting.weightDecay());
        List<Integer> order = new ArrayList<>();
        double norm = 0;
        for (int step = 0; step <= steps; step++) {
            if (step % every == 0 || step == steps) {
                Measured measured = measure(step, norm);
                history.add(measured);
                watcher.measured(measured);
            }
            if (step < steps) {
                double[][][] gradients = batchGradients(order);
                norm = norm(gradients);
                adam.step(gradients, rates.at(step));
            }
        }
    }

    /** @param order of the epoch, as far as it is left; a batch may reach into the next */
    private double[][][] batchGradients(List<Integer> order) {
        int batch = Math.min(BATCH, training.size());
        double[][][] gradients = network.zeros();
        for (int i = 0; i < batch; i++) {
            if (order.isEmpty()) {
                IntStream.range(0, training.size()).forEach(order::add);
                Collections.shuffle(order, draws);
            }
            int point = order.removeLast();
            network.addGradients(training.inputs()[point], training.expected()[point], kept(), gradients);
        }
        for (double[][] layer : gradients) {
            for (double[] row : layer) {
                for (int j = 0; j < row.length; j++) {
                    row[j] /= batch;
                }
            }
        }
        return gradients;
    }

    /** Those that stay are made larger, so that the next layer's sums stay as large (Srivastava et al. 2014, inverted). */
    private double[][] kept() {
        double dropout = setting.dropout();
        if (dropout == 0 || setting.hidden().isEmpty()) {
            return null;
        }
        return setting.hidden().stream()
                .map(neurons -> IntStream.range(0, neurons)
                        .mapToDouble(_ -> draws.nextDouble() < dropout ? 0 : 1 / (1 - dropout))
                        .toArray())
                .toArray(double[][]::new);
    }

    private Measured measure(int step, double norm) {
        double[] trained = lossAndAccuracy(training);
        double[] held = lossAndAccuracy(validation);
        if (!Double.isFinite(trained[0])) {
            throw Problem.of(
                            400,
                            "diverged",
                            "Diverged",
                            "The weights grew until the loss was no number at step " + step)
                    .at("/learningRate")
                    .expected("a learning rate with which the weights stay finite")
                    .received(request.learningRate())
                    .remedy("Send the request again with a smaller learning rate, 0.01 say.")
                    .exception();
        }
        return new Measured(step, trained[0], trained[1], held[0], held[1], norm);
    }

    private double[] lossAndAccuracy(FitData data) {
        double loss = 0;
        int right = 0;
        for (int i = 0; i < data.size(); i++) {
            double[] outputs = network.outputs(data.inputs()[i]);
            loss += network.objective().cost(outputs, data.expected()[i]);
            if (request.task() == FitTask.CLOUD && outputs[data.label(i)] > 0.5) {
                right++;
            }
        }
        return new double[] {loss / data.size(), (double) right / data.size()};
    }

    private static double norm(double[][][] gradients) {
        double squares = 0;
        for (double[][] layer : gradients) {
            for (double[] row : layer) {
                for (double value : row) {
                    squares += value * value;
                }
            }
        }
        return Math.sqrt(squares);
    }
}
