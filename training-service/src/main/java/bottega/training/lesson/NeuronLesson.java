package bottega.training.lesson;

import bottega.common.lesson.Activation;
import bottega.common.lesson.Lesson;
import bottega.common.lesson.NeuronRequest;
import bottega.common.lesson.NeuronResult;
import bottega.common.lesson.NeuronStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Weights change after each man, in the order of the slides. */
final class NeuronLesson {
    static final String ID = "neuron";
    /** cm. */
    private static final double[] HEIGHTS = {181, 184, 172, 160, 170, 187, 184, 176, 190};

    private static final double[] CIRCUMFERENCES = {85, 94, 102, 80, 98, 110, 116, 77, 84};
    private static final double OVERWEIGHT_FROM = 94;

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "One neuron, nine men",
            "Forward propagation, squared error and back propagation by the chain rule, in a neuron with two inputs.",
            "Send {} first: all nine men come to their side of the line. Then {\"standardise\": false}: with"
                    + " centimetres as they are, the first steps at the same learning rate are so long that the neuron"
                    + " answers the same for everyone, where its slope is 0, and stays there. Look for a rate that works:"
                    + " with 0.001 the cost wanders, with 0.000001 it does not arrive in time. {\"point\": {}} shows one step for the slides' 185/85 number by number,"
                    + " {\"point\": {\"a1\": 2, \"a2\": 5, \"expected\": 1}} for the point of their chain rule.",
            NeuronRequest.PARAMETERS);

    private static final String LABELS =
            "The slides lost their labels and code them both ways round. Ours: overweight where the circumference is 94 cm"
                    + " or more.";
    private static final String TANH =
            "The slides show tanh among functions from 0 to 1. It goes from -1 to 1: with it, -1 is expected for men who are"
                    + " not overweight.";
    private static final List<String> SLIDES = List.of(
            "At 185/85 with w = (0.0006, 0.0002), b = 1 the slides write 0.281 for 85 x 0.0002, and sigmoid(1.281) = 0.7."
                    + " 85 x 0.0002 is 0.017, so t = 1.128, P = 0.7555 and the cost is 0.5707, not 0.49.",
            "The slides' \"0.0008 = 1 - 0.0002\" should be 0.9998.",
            "Their new weights, 0.0001 off each of w1 and w2 and 0.0002 off b, are no step down the slope: the slopes are"
                    + " 185 : 85 : 1, so b changes least.",
            "With them (b 0.9998) the slides add 0.0925 + 0.085 + 0.008 to 1.178 and get 0.65 and a cost of 0.43. It is 0.0925 +"
                    + " 0.0085 + 0.9998 = 1.1008, P = 0.7504, cost 0.5631.",
            "In their first epoch they write P = 0.65, 0.64 and 0.55 for the men after that, with b near 0.008. With these weights"
                    + " it is 0.5268 (t = 0.1074), 0.5181 (t = 0.0724) and 0.5185 (t = 0.074); and no man of their table has the"
                    + " heights 185, 178 and 100.");

    private NeuronLesson() {}

    static NeuronResult run(NeuronRequest request) {
        return run(request, Live.NONE);
    }

    static NeuronResult run(NeuronRequest request, Live live) {
        Inputs first = Inputs.of(HEIGHTS, request.standardise());
        Inputs second = Inputs.of(CIRCUMFERENCES, request.standardise());
        double[] expected = Arrays.stream(CIRCUMFERENCES)
                .map(circumference -> circumference >= OVERWEIGHT_FROM ? 1 : healthy(request.activation()))
                .toArray();
        var start = new Neuron(
                request.activation(),
                request.start().w1(),
                request.start().w2(),
                request.start().b());
        Neuron neuron = start;
        var costs = new Curve(request.epochs());
        double before = cost(neuron, first.values, second.values, expected);
        double initial = before;
        costs.add(0, before);
        int rises = 0;
        for (int epoch = 1; epoch <= request.epochs(); epoch++) {
            for (int i = 0; i < expected.length; i++) {
                neuron = neuron.trained(first.values[i], second.values[i], expected[i], request.learningRate());
            }
            double cost = cost(neuron, first.values, second.values, expected);
            if (cost > before) {
                rises++;
            }
            before = cost;
            if (costs.add(epoch, cost)) {
                live.progress(epoch, request.epochs(), Map.of("cost", cost, "weights", neuron.weights()));
            }
        }
        List<NeuronResult.Man> men = men(neuron, first.values, second.values, expected);
        double halfWay = (1 + healthy(request.activation())) / 2;
        int right = (int) men.stream()
                .filter(man -> man.p() > halfWay == man.overweight())
                .count();
        NeuronStep step = request.point() == null ? null : start.step(request.point(), request.learningRate());
        return new NeuronResult(
                request,
                men,
                right,
                costs.points(),
                rises,
                neuron.weights(),
                line(neuron, first, second),
                step,
                lookAt(request, initial, before, rises, right, step),
                notes(request.activation()));
    }

    private static double healthy(Activation activation) {
        return switch (activation) {
            case SIGMOID -> 0;
            case TANH -> -1;
        };
    }

    /** Mean over the men. */
    private static double cost(Neuron neuron, double[] first, double[] second, double[] expected) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = neuron.output(first[i], second[i]) - expected[i];
            sum += error * error;
        }
        return sum / expected.length;
    }

    private static List<NeuronResult.Man> men(Neuron neuron, double[] first, double[] second, double[] expected) {
        var men = new ArrayList<NeuronResult.Man>();
        for (int i = 0; i < expected.length; i++) {
            men.add(new NeuronResult.Man(
                    HEIGHTS[i],
                    CIRCUMFERENCES[i],
                    CIRCUMFERENCES[i] >= OVERWEIGHT_FROM,
                    expected[i],
                    neuron.output(first[i], second[i])));
        }
        return men;
    }

    /** Where t = 0: P is then half-way between the two answers with either activation. */
    private static NeuronResult.Line line(Neuron neuron, Inputs first, Inputs second) {
        double perHeight = neuron.w1() / first.deviation;
        double perCircumference = neuron.w2() / second.deviation;
        double constant = neuron.b() - perHeight * first.mean - perCircumference * second.mean;
        boolean told = perCircumference != 0;
        return new NeuronResult.Line(
                perHeight,
                perCircumference,
                constant,
                told ? -(constant + 160 * perHeight) / perCircumference : null,
                told ? -(constant + 190 * perHeight) / perCircumference : null);
    }

    private static List<String> lookAt(
            NeuronRequest request, double initial, double last, int rises, int right, NeuronStep step) {
        var sentences = new ArrayList<String>();
        sentences.add("The cost went from " + Shown.number(initial) + " to " + Shown.number(last) + " and rose after "
                + rises + " of " + request.epochs() + " epochs; " + right + " of " + HEIGHTS.length
                + " men are on their side of the line. A cost that rises again and again means a learning rate too high,"
                + " one that still falls at the end a rate too low or too few epochs.");
        if (!request.standardise()) {
            sentences.add(
                    "The inputs are centimetres: the slopes of w1 and w2 are about a hundred times that of b, so no"
                            + " rate suits all three. Compare with \"standardise\": true.");
        } else {
            sentences.add(
                    "The inputs have mean 0 and standard deviation 1, so one rate suits all three weights. Compare"
                            + " with \"standardise\": false.");
        }
        if (step != null) {
            sentences.add("`step` is for the point alone, from the start, with its inputs as they are: each partial"
                    + " derivative is the product of its three factors.");
        }
        return sentences;
    }

    private static List<String> notes(Activation activation) {
        var notes = new ArrayList<String>();
        notes.add(LABELS);
        switch (activation) {
            case SIGMOID -> {}
            case TANH -> notes.add(TANH);
        }
        notes.addAll(SLIDES);
        return notes;
    }

    /** As they go into the neuron: {@code (cm - mean) / deviation}; as they are with mean 0, deviation 1. */
    private record Inputs(double[] values, double mean, double deviation) {
        static Inputs of(double[] centimetres, boolean standardise) {
            double mean = standardise ? Arrays.stream(centimetres).average().orElseThrow() : 0;
            double deviation = standardise
                    ? Math.sqrt(Arrays.stream(centimetres)
                            .map(value -> (value - mean) * (value - mean))
                            .average()
                            .orElseThrow())
                    : 1;
            double[] values = Arrays.stream(centimetres)
                    .map(value -> (value - mean) / deviation)
                    .toArray();
            return new Inputs(values, mean, deviation);
        }
    }
}
