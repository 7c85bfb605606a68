package bottega.training.diagnosis;

import bottega.training.judgement.Ranking;
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
 * @param training pictures in all; a picture may be of several classes or of none
 * @param validation pictures in all
 * @param rankings of the validation pictures by each label, where a picture may bear several; empty where it has one
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
        int training,
        int validation,
        List<Ranking> rankings,
        int leaked,
        int test,
        int leakedTest) {
    /** Of one label a picture, without a test part. */
    public Evidence(
            List<Epoch> epochs,
            SequencedMap<String, List<Double>> gradients,
            List<String> labels,
            List<Integer> trainingPictures,
            List<Integer> validationPictures,
            int leaked) {
        this(
                epochs,
                gradients,
                labels,
                trainingPictures,
                validationPictures,
                sum(trainingPictures),
                sum(validationPictures),
                List.of(),
                leaked,
                0,
                0);
    }

    public Evidence {
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("expected at least one epoch");
        }
        epochs = List.copyOf(epochs);
        labels = List.copyOf(labels);
        trainingPictures = List.copyOf(trainingPictures);
        validationPictures = List.copyOf(validationPictures);
        rankings = List.copyOf(rankings);
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

    boolean multiLabel() {
        return !rankings.isEmpty();
    }

    /** Answers that a picture asks for: which class it is, or of each label whether it is there. */
    private int answers() {
        return multiLabel() ? labels.size() : 1;
    }

    int trainingAnswers() {
        return training * answers();
    }

    int validationAnswers() {
        return validation * answers();
    }

    /**
     * Accuracy of always answering the class that is most frequent in training; of several labels, for each of them yes or
     * no, whatever is more frequent.
     */
    double mostFrequentShare() {
        if (multiLabel()) {
            return IntStream.range(0, labels.size())
                    .mapToDouble(this::moreFrequentShare)
                    .average()
                    .orElseThrow();
        }
        int most = IntStream.range(0, labels.size())
                .reduce((a, b) -> trainingPictures.get(b) > trainingPictures.get(a) ? b : a)
                .orElseThrow();
        return (double) validationPictures.get(most) / validation;
    }

    private double moreFrequentShare(int label) {
        double bearing = (double) validationPictures.get(label) / validation;
        return 2 * trainingPictures.get(label) > training ? bearing : 1 - bearing;
    }

    /**
     * The loss of answering every picture with the classes' frequencies: their entropy, in nats; of several labels the mean
     * of each one's. A network that has learned nothing from the pictures stands there.
     */
    double lossOfKnowingNothing() {
        if (multiLabel()) {
            return trainingPictures.stream()
                    .mapToDouble(count -> entropyTerm(count) + entropyTerm(training - count))
                    .average()
                    .orElseThrow();
        }
        return trainingPictures.stream().mapToDouble(this::entropyTerm).sum();
    }

    private double entropyTerm(int count) {
        double share = (double) count / training;
        return count == 0 ? 0 : -share * Math.log(share);
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
