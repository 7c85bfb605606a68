package bottega.training.diagnosis;

import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.training.diagnosis.Evidence.Epoch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a run's evidence. Losses are held against that of knowing nothing (the entropy of the classes' frequencies), and
 * shares against what chance does to samples of their size, so that the same rules hold for two classes and for a
 * thousand, for a hundred pictures and for a million.
 */
public final class Diagnosis {
    /** Of the loss of knowing nothing: what is above has not learned the better half. */
    static final double HALF = 0.5;

    /** Times the loss of knowing nothing: what is above is worse than that. */
    private static final double WORSE = 1.2;

    /** Times the lowest loss so far: a curve that rises further does not fall steadily. */
    private static final double STEADY = 1.1;

    /** Epochs that a curve needs before its shape says anything. */
    private static final int LEAST_EPOCHS = 4;

    /** Standard deviations that chance does not explain. */
    private static final double SIGNIFICANT = 3;

    /** Probability below which chance is no explanation. */
    private static final double UNLIKELY = 0.05;

    static final int FEW_EXAMPLES = 20;

    /** Nats: a loss that rises by less in all may be two examples at the border, of which the network grew too sure. */
    private static final double FEW_ANSWERS = 10;

    private Diagnosis() {}

    /** @return what is wrong, the likeliest cause first, then {@link Kind#GOOD_FIT} where the fit itself is good */
    public static List<Verdict> of(Evidence evidence) {
        var verdicts = new ArrayList<Verdict>();
        Stream.<Function<Evidence, Optional<Verdict>>>of(
                        Diagnosis::leak,
                        Diagnosis::explodingGradients,
                        Diagnosis::learningRateTooHigh,
                        Diagnosis::vanishingGradients,
                        Diagnosis::learningRateTooLow)
                .forEach(sign -> sign.apply(evidence).ifPresent(verdicts::add));
        boolean hindered = verdicts.stream().anyMatch(verdict -> verdict.kind() != Kind.LEAK_BETWEEN_SPLITS);
        noBetterThanMostFrequent(evidence).ifPresent(verdicts::add);
        Optional<Verdict> overfitting = overfitting(evidence);
        overfitting.ifPresent(verdicts::add);
        if (!hindered && overfitting.isEmpty()) {
            underfitting(evidence).ifPresent(verdicts::add);
        }
        boolean wellFitted = verdicts.stream().allMatch(verdict -> verdict.kind() == Kind.LEAK_BETWEEN_SPLITS);
        tooFewExamples(evidence).ifPresent(verdicts::add);
        if (wellFitted) {
            verdicts.addFirst(goodFit(evidence));
        }
        return List.copyOf(verdicts);
    }

    private static Optional<Verdict> leak(Evidence evidence) {
        if (evidence.leaked() + evidence.leakedTest() == 0) {
            return Optional.empty();
        }
        var figures = new TreeMap<String, Double>();
        var parts = new ArrayList<String>();
        if (evidence.leaked() > 0) {
            figures.put("leakedPictures", (double) evidence.leaked());
            parts.add(evidence.leaked() + " of the " + evidence.validation() + " validation pictures");
        }
        if (evidence.leakedTest() > 0) {
            figures.put("leakedTestPictures", (double) evidence.leakedTest());
            parts.add(evidence.leakedTest() + " of the " + evidence.test() + " test pictures");
        }
        return Optional.of(new Verdict(
                Kind.LEAK_BETWEEN_SPLITS,
                String.join(" and ", parts)
                        + ", or their likes, were trained on: the figures are better than the network.",
                figures,
                List.of(
                        "Remove the duplicates from the data set.",
                        "Give the splits yourself, by object and not by picture.")));
    }

    private static Optional<Verdict> explodingGradients(Evidence evidence) {
        double[] norms =
                evidence.epochs().stream().mapToDouble(Epoch::gradientNorm).toArray();
        double first = norms[0];
        double largest = Stream.of(evidence.epochs())
                .flatMap(List::stream)
                .mapToDouble(Epoch::gradientNorm)
                .max()
                .orElseThrow();
        boolean finite = IntStream.range(0, norms.length).allMatch(i -> Double.isFinite(norms[i]));
        if (finite && largest < 1e3) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.EXPLODING_GRADIENTS,
                text(
                        "The gradient's norm reached %.3g (%.3g in the first epoch): steps of that size throw away what was learned.",
                        largest, first),
                Map.of("largestGradientNorm", largest, "firstGradientNorm", first),
                List.of(
                        "Clip the gradient's norm, at 1 for example.",
                        "Use a smaller learning rate.",
                        "Use a network with batch normalisation.")));
    }

    private static Optional<Verdict> learningRateTooHigh(Evidence evidence) {
        var curve = LossCurve.of(evidence.epochs());
        double nothing = evidence.lossOfKnowingNothing();
        if (curve.values().length < LEAST_EPOCHS || curve.last() < HALF * nothing) {
            return Optional.empty();
        }
        boolean wanders = curve.wandering() >= 3 && curve.roughness() >= 0.05;
        boolean worseThanNothing = curve.last() > WORSE * nothing && curve.largestRise() > STEADY;
        if (!wanders && !worseThanNothing) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.LEARNING_RATE_TOO_HIGH,
                (wanders
                                ? text(
                                        "The training loss wanders: in the second half it went up and down %.1f times as far as it got, and",
                                        curve.wandering())
                                : "The training loss jumps, and is worse than that of knowing nothing: it")
                        + text(" stands at %.3f (%.3f is the loss of knowing nothing).", curve.last(), nothing),
                Map.of(
                        "wandering", curve.wandering(),
                        "roughness", curve.roughness(),
                        "trainingLoss", curve.last(),
                        "lossOfKnowingNothing", nothing),
                List.of(
                        "Use a learning rate three to ten times smaller.",
                        "Let the learning-rate finder propose one.",
                        "Use larger batches.")));
    }

    private static Optional<Verdict> learningRateTooLow(Evidence evidence) {
        var curve = LossCurve.of(evidence.epochs());
        double nothing = evidence.lossOfKnowingNothing();
        if (curve.values().length < LEAST_EPOCHS || curve.last() < HALF * nothing || curve.largestRise() > STEADY) {
            return Optional.empty();
        }
        // It still falls as it did from the start, without a bend.
        boolean onItsWay = curve.fallingShare() >= 0.8 && curve.lateSpeed() >= 0.4 && curve.wandering() < 2;
        if (!onItsWay) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.LEARNING_RATE_TOO_LOW,
                text(
                        "The training loss does not arrive: it went from %.3f to %.3f in %d epochs and at the end still fell %.0f %% as"
                                + " fast as on the whole way (%.3f is the loss of knowing nothing).",
                        curve.first(), curve.last(), curve.values().length, 100 * curve.lateSpeed(), nothing),
                Map.of(
                        "firstTrainingLoss", curve.first(),
                        "trainingLoss", curve.last(),
                        "lateSpeed", curve.lateSpeed(),
                        "fallingShare", curve.fallingShare(),
                        "lossOfKnowingNothing", nothing),
                List.of(
                        "Use a learning rate three to ten times larger.",
                        "Let the learning-rate finder propose one.",
                        "Train for more epochs.")));
    }

    private static Optional<Verdict> vanishingGradients(Evidence evidence) {
        if (evidence.gradients().size() < 3
                || evidence.last().trainingLoss() < HALF * evidence.lossOfKnowingNothing()) {
            return Optional.empty();
        }
        List<Double> first = evidence.gradients().firstEntry().getValue();
        List<Double> last = evidence.gradients().lastEntry().getValue();
        double ratio = median(IntStream.range(0, first.size())
                .mapToObj(i -> first.get(i) / Math.max(last.get(i), 1e-30))
                .toList());
        if (ratio >= 1e-2) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.VANISHING_GRADIENTS,
                text(
                        "The gradient fades on its way back: at '%s' it is %.1e times as large as at '%s', so the first layers hardly"
                                + " learn.",
                        evidence.gradients().firstEntry().getKey(),
                        ratio,
                        evidence.gradients().lastEntry().getKey()),
                Map.of("firstOverLastGradient", ratio),
                List.of(
                        "Use ReLU instead of sigmoid or tanh.",
                        "Use a network with shortcuts or batch normalisation, a ResNet for example.",
                        "Use fewer layers.")));
    }

    private static Optional<Verdict> noBetterThanMostFrequent(Evidence evidence) {
        if (evidence.multiLabel()) {
            return LabelSigns.noBetterThanMostFrequent(evidence);
        }
        double share = evidence.mostFrequentShare();
        double best =
                evidence.epochs().stream().mapToDouble(Epoch::accuracy).max().orElseThrow();
        long right = Math.round(best * evidence.validation());
        if (Binomial.atLeast(right, evidence.validation(), share) < UNLIKELY) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.NO_BETTER_THAN_MOST_FREQUENT,
                text(
                        "On pictures it has not seen the network is right %.1f %% of the time; always answering the most frequent"
                                + " class would be right %.1f %% of the time.",
                        100 * best, 100 * share),
                Map.of("accuracy", best, "mostFrequentShare", share),
                List.of(
                        "Look at the pictures: can a person tell the classes apart at this size?",
                        "Weigh the classes, or balance the data set.",
                        "Train longer, or with another learning rate.")));
    }

    private static Optional<Verdict> overfitting(Evidence evidence) {
        Epoch last = evidence.last();
        double gap = last.trainingAccuracy() - last.accuracy();
        double training = evidence.trainingAnswers();
        double validation = evidence.validationAnswers();
        double pooled = (last.trainingAccuracy() * training + last.accuracy() * validation) / (training + validation);
        double chance = Math.sqrt(pooled * (1 - pooled) * (1 / training + 1 / validation));
        Epoch best = evidence.epochs().stream()
                .min(Comparator.comparingDouble(Epoch::loss))
                .orElseThrow();
        if (last.trainingLoss() >= evidence.lossOfKnowingNothing()) {
            return Optional.empty(); // nothing was learned by heart
        }
        boolean significant = gap > SIGNIFICANT * chance;
        boolean wideGap = gap > wide(evidence) && significant;
        // Of the very many answers to several labels a few that are wrong and sure turn a loss of next to nothing.
        boolean turnedForMany = turned(last, best)
                && (last.loss() - best.loss()) * validation > FEW_ANSWERS
                && (significant || !evidence.multiLabel());
        if (!wideGap && !turnedForMany) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.OVERFITTING,
                text(
                        "The network knows its training pictures (%.1f %% right, loss %.3f) better than others (%.1f %%, loss %.3f; it"
                                + " was %.3f in epoch %d).",
                        100 * last.trainingAccuracy(),
                        last.trainingLoss(),
                        100 * last.accuracy(),
                        last.loss(),
                        best.loss(),
                        evidence.epochs().indexOf(best) + 1),
                Map.of(
                        "trainingAccuracy", last.trainingAccuracy(),
                        "accuracy", last.accuracy(),
                        "trainingLoss", last.trainingLoss(),
                        "loss", last.loss(),
                        "lowestLoss", best.loss()),
                List.of(
                        "Use more pictures, or augmentation.",
                        "Regularise: weight decay, dropout, label smoothing.",
                        "Stop early, or use a smaller network.",
                        "Start from published weights.")));
    }

    /** Where most answers are no, few can be wrong: a fifth of what always giving the more frequent one leaves. */
    private static double wide(Evidence evidence) {
        return evidence.multiLabel() ? 0.2 * (1 - evidence.mostFrequentShare()) : 0.1;
    }

    /** Whether the loss on other examples rose again while that in training went on falling. */
    static boolean turned(Epoch last, Epoch best) {
        return last.loss() > 1.25 * best.loss()
                && last.trainingLoss() < best.trainingLoss()
                && last.loss() > 2 * last.trainingLoss();
    }

    private static Optional<Verdict> underfitting(Evidence evidence) {
        Epoch last = evidence.last();
        double nothing = evidence.lossOfKnowingNothing();
        if (last.trainingLoss() < HALF * nothing) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                Kind.UNDERFITTING,
                text(
                        "The network does not even do well what it was taught: %.1f %% right in training, loss %.3f (%.3f is the loss of"
                                + " knowing nothing), and %.1f %% on other pictures.",
                        100 * last.trainingAccuracy(), last.trainingLoss(), nothing, 100 * last.accuracy()),
                Map.of(
                        "trainingAccuracy", last.trainingAccuracy(),
                        "accuracy", last.accuracy(),
                        "trainingLoss", last.trainingLoss(),
                        "lossOfKnowingNothing", nothing),
                List.of(
                        "Use a larger network.",
                        "Use larger pictures, or features that tell the classes apart.",
                        "Train longer, or regularise less.")));
    }

    private static Optional<Verdict> tooFewExamples(Evidence evidence) {
        if (evidence.multiLabel()) {
            return LabelSigns.tooFewExamples(evidence);
        }
        Map<String, Double> few = IntStream.range(0, evidence.labels().size())
                .filter(label -> evidence.trainingPictures().get(label) < FEW_EXAMPLES)
                .boxed()
                .collect(Collectors.toMap(
                        evidence.labels()::get,
                        label -> (double) evidence.trainingPictures().get(label),
                        (a, _) -> a,
                        LinkedHashMap::new));
        if (few.isEmpty()) {
            return Optional.empty();
        }
        String classes = few.entrySet().stream()
                .map(entry -> text("'%s' (%.0f)", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return Optional.of(new Verdict(
                Kind.TOO_FEW_EXAMPLES,
                "Fewer than " + FEW_EXAMPLES + " training pictures of " + classes
                        + ": what is learned of them, and said of them here, rests on little.",
                few,
                List.of(
                        "Find more pictures of these classes.",
                        "Augment them, weigh the classes, or put rare classes together.")));
    }

    private static Verdict goodFit(Evidence evidence) {
        Epoch last = evidence.last();
        return new Verdict(
                Kind.GOOD_FIT,
                text(
                        "A good fit: %.1f %% right in training (loss %.3f) and %.1f %% on pictures it has not seen (loss %.3f).",
                        100 * last.trainingAccuracy(), last.trainingLoss(), 100 * last.accuracy(), last.loss()),
                Map.of(
                        "trainingAccuracy", last.trainingAccuracy(),
                        "accuracy", last.accuracy(),
                        "trainingLoss", last.trainingLoss(),
                        "loss", last.loss()),
                List.of());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
