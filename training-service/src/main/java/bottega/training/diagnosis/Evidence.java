package bottega.training.diagnosis;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * What a diagnosis looks at.
 *
 * @param epochs in order, at least one
 * @param gradients of each weight matrix or kernel, from the first layer to the last: the root mean square of its
 *     gradient's elements, averaged over the steps of an epoch; one number an epoch
 * @param labels of the classes
 * @param trainingPictures of each class
 * @param validationPictures of each class
 * @param leaked validation pictures that are among the training pictures too, or nearly
 * @param test pictures; 0 where there is no test part
 * @param leakedTest likewise
 */
public record Evidence(
        List<Epoch> epochs,
        SequencedMap<String, List<Double>> gradients,
        List<String> labels,
        List<Integer> trainingPictures,
        List<Integer> validationPictures,
        int leaked,
        int test,
        int leakedTest) {
    /** Without a test part. */
    public Evidence(
            List<Epoch> epochs,
            SequencedMap<String, List<Double>> gradients,
            List<String> labels,
            List<Integer> trainingPictures,
            List<Integer> validationPictures,
            int leaked) {
        this(epochs, gradients, labels, trainingPictures, validationPictures, leaked, 0, 0);
    }

    public Evidence {
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("expected at least one epoch");
        }
        epochs = List.copyOf(epochs);
        labels = List.copyOf(labels);
        trainingPictures = List.copyOf(trainingPictures);
        validationPictures = List.copyOf(validationPictures);
    }

    /**
     * @param trainingLoss mean over the epoch, in nats
     * @param trainingAccuracy over the epoch, 0 to 1
     * @param loss on the validation pictures after the epoch
     * @param accuracy on the validation pictures after the epoch
     * @param gradientNorm of the whole gradient, mean over the epoch's steps
     */
    public record Epoch(
            double trainingLoss, double trainingAccuracy, double loss, double accuracy, double gradientNorm) {}

    Epoch last() {
        return epochs.getLast();
    }

    int training() {
        return sum(trainingPictures);
    }

    int validation() {
        return sum(validationPictures);
    }

    /** Accuracy of always answering the class that is most frequent in training. */
    double mostFrequentShare() {
        int most = IntStream.range(0, labels.size())
                .reduce((a, b) -> trainingPictures.get(b) > trainingPictures.get(a) ? b : a)
                .orElseThrow();
        return (double) validationPictures.get(most) / validation();
    }

    /**
     * The loss of answering every picture with the classes' frequencies: their entropy, in nats. A network that has
     * learned nothing from the pictures stands there.
     */
    double lossOfKnowingNothing() {
        double all = training();
        return trainingPictures.stream()
                .filter(count -> count > 0)
                .mapToDouble(count -> -count / all * Math.log(count / all))
                .sum();
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
