package bottega.training.lesson;

import bottega.common.lesson.DigitsRequest;
import bottega.common.lesson.DigitsResult;
import bottega.common.lesson.Lesson;
import bottega.common.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Weights change after each digit, 1 to 5 in turn. */
final class DigitsLesson {
    static final String ID = "digits-5x5";
    private static final int[] SIZES = {25, 20, 20, 20, 5};
    /** Ink is 0. The slides show the first two. */
    private static final List<List<String>> DIGITS = List.of(
            List.of("10011", "11011", "11011", "11011", "10001"),
            List.of("00001", "11110", "10001", "01111", "00000"),
            List.of("00001", "11110", "10001", "11110", "00001"),
            List.of("11101", "11001", "10101", "00000", "11101"),
            List.of("00000", "01111", "00001", "11110", "00001"));

    private static final int OF_THE_SLIDES = 2;

    static final Lesson DESCRIPTION = new Lesson(
            ID,
            "Five digits of 5x5 and the vanishing gradient",
            "A network 25-20-20-20-5 without biases learns five digits; how large the gradient of each layer is shows why"
                    + " deep networks took ReLU.",
            "Send {\"activation\": \"sigmoid\"}, {\"activation\": \"tanh\"} and {} (ReLU), and compare `gradientNorms` of the"
                    + " first layer with those of the last, above all in the first epochs: with sigmoid, whose slope is at"
                    + " most 1/4, the gradient about halves with each layer back; with ReLU it does not. All norms fall in"
                    + " the end because the digits are learned; that is no vanishing.",
            DigitsRequest.PARAMETERS);

    private static final List<String> NOTES = List.of(
            "The slides name tanh as an example of the vanishing gradient. In this network, three hidden layers with weights"
                    + " as large as (-1, 1), it does not vanish with tanh (its slope reaches 1), only with sigmoid.",
            "The slides' pictures of 3, 4 and 5 are lost; ours are drawn in the same way (`ours`).",
            "The test is on the five digits that were learned, so it says nothing about digits drawn otherwise.",
            "Softmax is computed less the greatest sum: the same shares, but exp does not overflow as in the slides' code.");

    private DigitsLesson() {}

    static DigitsResult run(DigitsRequest request) {
        return run(request, Live.NONE);
    }

    static DigitsResult run(DigitsRequest request, Live live) {
        LayeredNetwork network = LayeredNetwork.ofTheSlides(request.activation(), Draws.of(request.seed()), SIZES);
        double[][] inputs = DIGITS.stream().map(DigitsLesson::pixels).toArray(double[][]::new);
        int layers = SIZES.length - 1;
        List<Curve> norms = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            norms.add(new Curve(request.epochs()));
        }
        var losses = new Curve(request.epochs());
        losses.add(0, loss(network, inputs));
        double[] first = new double[layers];
        double[] last = new double[layers];
        for (int epoch = 1; epoch <= request.epochs(); epoch++) {
            last = new double[layers];
            for (int digit = 0; digit < inputs.length; digit++) {
                double[][][] gradients = network.gradients(inputs[digit], expected(digit));
                for (int layer = 0; layer < layers; layer++) {
                    last[layer] += norm(gradients[layer]) / inputs.length;
                }
                network.descend(gradients, request.learningRate());
            }
            if (epoch == 1) {
                first = last;
            }
            for (int layer = 0; layer < layers; layer++) {
                norms.get(layer).add(epoch, last[layer]);
            }
            double loss = loss(network, inputs);
            if (!Double.isFinite(loss)) {
                throw diverged(epoch, request);
            }
            if (losses.add(epoch, loss)) {
                live.progress(epoch, request.epochs(), Map.of("loss", loss, "gradientNorms", last));
            }
        }
        return result(request, network, inputs, losses, first, last, norms);
    }

    private static DigitsResult result(
            DigitsRequest request,
            LayeredNetwork network,
            double[][] inputs,
            Curve losses,
            double[] first,
            double[] last,
            List<Curve> norms) {
        var digits = new ArrayList<DigitsResult.Digit>();
        int right = 0;
        for (int digit = 0; digit < inputs.length; digit++) {
            double[] shares = network.outputs(inputs[digit]);
            double own = shares[digit];
            right += Arrays.stream(shares).filter(share -> share >= own).count() == 1 ? 1 : 0;
            digits.add(new DigitsResult.Digit(
                    digit + 1,
                    DIGITS.get(digit),
                    digit >= OF_THE_SLIDES,
                    Arrays.stream(shares).boxed().toList()));
        }
        var layers = new ArrayList<DigitsResult.Layer>();
        for (int layer = 0; layer < first.length; layer++) {
            layers.add(new DigitsResult.Layer(
                    SIZES[layer],
                    SIZES[layer + 1],
                    first[layer],
                    last[layer],
                    norms.get(layer).points(),
                    Arrays.stream(network.weights()[layer])
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList()));
        }
        return new DigitsResult(request, digits, right, losses.points(), layers, List.of(lookAt(first, right)), NOTES);
    }

    private static double[] pixels(List<String> rows) {
        return String.join("", rows).chars().mapToDouble(pixel -> pixel - '0').toArray();
    }

    private static double[] expected(int digit) {
        double[] expected = new double[DIGITS.size()];
        expected[digit] = 1;
        return expected;
    }

    private static double loss(LayeredNetwork network, double[][] inputs) {
        double sum = 0;
        for (int digit = 0; digit < inputs.length; digit++) {
            sum += network.cost(inputs[digit], expected(digit));
        }
        return sum / inputs.length;
    }

    private static double norm(double[][] gradient) {
        double squares = 0;
        for (double[] row : gradient) {
            for (double value : row) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private static RuntimeException diverged(int epoch, DigitsRequest request) {
        return Problem.of(
                        400,
                        "diverged",
                        "Diverged",
                        "The weights grew until the loss was no number in epoch " + epoch + ".")
                .at("/learningRate")
                .expected("a learning rate with which the weights stay finite")
                .received(request.learningRate())
                .remedy("Send the request again with a smaller learning rate, 0.01 say.")
                .exception();
    }

    private static String lookAt(double[] first, int right) {
        double ratio = first[0] / first[first.length - 1];
        return right + " of " + DIGITS.size()
                + " digits are right. In the first epoch the gradient of the first layer was "
                + Shown.number(first[0]) + " long, that of the last " + Shown.number(first[first.length - 1]) + ": "
                + Shown.number(ratio) + " times as long.";
    }
}
