package bottega.training.diagnosis;

import static bottega.training.diagnosis.Diagnosis.FEW_EXAMPLES;
import static bottega.training.diagnosis.Diagnosis.text;

import bottega.common.judgement.Verdict;
import bottega.common.judgement.Verdict.Kind;
import bottega.training.judgement.Ranking;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Signs that each label of several shows for itself. That most answers are right says little where most are no; so a label
 * is held against chance by how its probabilities order the pictures.
 */
final class LabelSigns {
    /** Pictures with and without a label, of fewer of which an order says nothing. */
    private static final int LEAST = 5;

    /** Chance orders the pictures better in one of twenty cases. */
    private static final double BETTER_THAN_CHANCE = 1.645;

    private LabelSigns() {}

    static Optional<Verdict> noBetterThanMostFrequent(Evidence evidence) {
        int[] unlearned = labels(evidence, label -> isChance(evidence.rankings().get(label)));
        if (unlearned.length == 0) {
            return Optional.empty();
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int label : unlearned) {
            figures.put(
                    evidence.labels().get(label), evidence.rankings().get(label).areaUnderRoc());
        }
        return Optional.of(new Verdict(
                Kind.NO_BETTER_THAN_MOST_FREQUENT,
                text(
                        "Of %s the network knows no more than how frequent it is: of two pictures it has not seen, one with the label"
                                + " and one without, it gives the one with the label the higher probability hardly more often than"
                                + " not (area under the ROC curve; 0.5 is chance).",
                        figures.entrySet().stream()
                                .map(entry -> text("'%s' (%.2f)", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", "))),
                figures,
                List.of(
                        "Look at the pictures: can a person see the label at this size?",
                        "Check that every picture has all of its labels.",
                        "Find more pictures with the label, or weigh it.",
                        "Train longer, or with another learning rate.")));
    }

    private static boolean isChance(Ranking ranking) {
        return ranking.positives() >= LEAST
                && ranking.negatives() >= LEAST
                && ranking.standardScore() < BETTER_THAN_CHANCE;
    }

    static Optional<Verdict> tooFewExamples(Evidence evidence) {
        int[] few = labels(evidence, label -> pictures(evidence, label, true) < FEW_EXAMPLES);
        int[] fewWithout = labels(evidence, label -> pictures(evidence, label, false) < FEW_EXAMPLES);
        if (few.length + fewWithout.length == 0) {
            return Optional.empty();
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        Arrays.stream(few)
                .forEach(label -> figures.put("with " + name(evidence, label), pictures(evidence, label, true)));
        Arrays.stream(fewWithout)
                .forEach(label -> figures.put("without " + name(evidence, label), pictures(evidence, label, false)));
        return Optional.of(new Verdict(
                Kind.TOO_FEW_EXAMPLES,
                "Fewer than " + FEW_EXAMPLES + " training pictures "
                        + figures.entrySet().stream()
                                .map(entry -> text("%s (%.0f)", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", "))
                        + ": what is learned of them, and said of them here, rests on little.",
                figures,
                List.of(
                        "Find more pictures with these labels, and enough without each of them.",
                        "Augment them, weigh the labels, or put rare ones together.")));
    }

    private static String name(Evidence evidence, int label) {
        return "'" + evidence.labels().get(label) + "'";
    }

    private static double pictures(Evidence evidence, int label, boolean bearing) {
        int with = evidence.trainingPictures().get(label);
        return bearing ? with : evidence.training() - with;
    }

    private static int[] labels(Evidence evidence, IntPredicate sign) {
        return IntStream.range(0, evidence.labels().size()).filter(sign).toArray();
    }
}
