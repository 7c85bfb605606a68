package bottega.training.lesson;

import bottega.common.lesson.DeltaRuleRequest;
import bottega.common.lesson.DeltaRuleResult;
import bottega.common.lesson.DeltaRuleResult.Row;
import bottega.common.lesson.DeltaRuleResult.Way;
import bottega.common.lesson.Lesson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Generalised delta rule: {@code w += alpha delta x} with {@code delta = y (1 - y) (d - y)}, y a sigmoid. */
final class DeltaRuleLesson {
    static final String ID = "delta-rule";
    /** The third column is the bias. */
    private static final double[][] INPUTS = {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}};

    private static final double[] CORRECT = {0, 0, 1, 1};

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "The delta rule, three ways",
            "A truth table (001, 011, 101, 111 give 0, 0, 1, 1) learned with weights that change after each row (SGD), after"
                    + " all (batch) or after some (mini-batch).",
            "Send {}: all three learn the table. For the same number of epochs SGD has made four steps for each of batch's,"
                    + " and its loss is the lowest. Send {\"epochs\": 100} to see them apart, and"
                    + " {\"learningRate\": 100, \"epochs\": 100} for too much: the mini-batch gets stuck at answers of 0.",
            DeltaRuleRequest.PARAMETERS);

    private static final List<String> NOTES = List.of(
            "Batch and mini-batch use the average of the rows' changes, as the slides say, so batch moves less in an epoch"
                    + " than SGD at the same alpha.",
            "The slides' mini-batch has 80 rows in five parts (1-10, 11-20, 21-40, 41-60, 61-80). This table has four rows,"
                    + " so ours is of `miniBatch` rows.",
            "The output is the first input; the second carries nothing, so its weight should end near 0.");

    private DeltaRuleLesson() {}

    static DeltaRuleResult run(DeltaRuleRequest request) {
        return run(request, Live.NONE);
    }

    static DeltaRuleResult run(DeltaRuleRequest request, Live live) {
        double[] start = start(request.seed());
        List<Way> ways = List.of(
                learn("sgd", 1, start, request, part(live, 0, request)),
                learn("batch", INPUTS.length, start, request, part(live, 1, request)),
                learn("mini-batch", request.miniBatch(), start, request, part(live, 2, request)));
        return new DeltaRuleResult(request, list(start), ways, List.of(lookAt(ways)), NOTES);
    }

    /** Of three ways that follow each other. */
    private static Live part(Live live, int way, DeltaRuleRequest request) {
        return (step, of, details) -> live.progress((long) way * request.epochs() + step, 3 * of, details);
    }

    /** Uniform in (-1, 1). */
    private static double[] start(long seed) {
        return Draws.of(seed).doubles(INPUTS[0].length, -1, 1).toArray();
    }

    private static Way learn(String name, int rowsPerStep, double[] start, DeltaRuleRequest request, Live live) {
        double[] weights = start.clone();
        var losses = new Curve(request.epochs());
        losses.add(0, loss(weights));
        var firstSteps = new ArrayList<Row>();
        for (int epoch = 1; epoch <= request.epochs(); epoch++) {
            for (int from = 0; from < INPUTS.length; from += rowsPerStep) {
                int to = Math.min(from + rowsPerStep, INPUTS.length);
                double[] changes = new double[weights.length];
                for (int row = from; row < to; row++) {
                    Row step = row(row, weights, request.learningRate());
                    if (epoch == 1) {
                        firstSteps.add(step);
                    }
                    for (int i = 0; i < changes.length; i++) {
                        changes[i] += step.change().get(i);
                    }
                }
                for (int i = 0; i < weights.length; i++) {
                    weights[i] += changes[i] / (to - from);
                }
            }
            double loss = loss(weights);
            if (losses.add(epoch, loss)) {
                live.progress(epoch, request.epochs(), Map.of("way", name, "epoch", epoch, "loss", loss));
            }
        }
        return new Way(
                name,
                rowsPerStep,
                (long) request.epochs() * Math.ceilDiv(INPUTS.length, rowsPerStep),
                firstSteps,
                list(weights),
                Arrays.stream(INPUTS).map(input -> output(weights, input)).toList(),
                losses.points());
    }

    private static Row row(int index, double[] weights, double alpha) {
        double[] input = INPUTS[index];
        double d = CORRECT[index];
        double v = weightedSum(weights, input);
        double y = Neuron.sigmoid(v);
        double error = d - y;
        double delta = y * (1 - y) * error;
        return new Row(
                list(input),
                d,
                v,
                y,
                error,
                delta,
                Arrays.stream(input).map(x -> alpha * delta * x).boxed().toList());
    }

    private static double loss(double[] weights) {
        double sum = 0;
        for (int row = 0; row < INPUTS.length; row++) {
            double error = CORRECT[row] - output(weights, INPUTS[row]);
            sum += error * error / 2;
        }
        return sum / INPUTS.length;
    }

    private static double output(double[] weights, double[] input) {
        return Neuron.sigmoid(weightedSum(weights, input));
    }

    private static double weightedSum(double[] weights, double[] input) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * input[i];
        }
        return sum;
    }

    private static String lookAt(List<Way> ways) {
        var text = new StringBuilder("Losses at the end:");
        for (Way way : ways) {
            text.append(' ')
                    .append(way.name())
                    .append(' ')
                    .append(Shown.number(way.losses().getLast().value()))
                    .append(" after ")
                    .append(way.steps())
                    .append(" steps;");
        }
        return text.append(
                        " `firstSteps` shows the first epoch: with SGD each row meets weights that the row before has")
                .append(" changed, with batch all meet the same.")
                .toString();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
