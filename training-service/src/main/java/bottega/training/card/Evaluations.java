package bottega.training.card;

import bottega.common.card.ModelCard.ClassEvaluation;
import bottega.common.card.ModelCard.Confusion;
import bottega.common.card.ModelCard.Evaluation;
import bottega.common.dataset.Part;
import bottega.common.judgement.Calibration;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.LabelCounts;
import bottega.common.judgement.TestSummary;
import bottega.training.judgement.Intervals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A judgement as a card shows it. */
final class Evaluations {
    private static final int CONFUSIONS = 5;

    private Evaluations() {}

    static Evaluation of(Part part, Judgement judgement, long seed) {
        TestSummary summary = Intervals.summary(judgement, seed);
        return new Evaluation(
                part,
                judgement.pictures(),
                judgement.accuracy(),
                summary.accuracyInterval(),
                judgement.macroF1(),
                summary.macroF1Interval(),
                judgement.mostFrequentShare(),
                judgement.calibration().expectedError(),
                meanProbability(judgement.calibration()),
                IntStream.range(0, judgement.classes().size())
                        .mapToObj(label -> ofClass(judgement, label))
                        .toList(),
                judgement.confusion() == null ? null : confusions(judgement.confusion()),
                judgement.microF1(),
                judgement.meanAveragePrecision(),
                judgement.exactMatches());
    }

    private static double meanProbability(Calibration calibration) {
        double sum = 0;
        int answers = 0;
        for (Calibration.Bin bin : calibration.bins()) {
            sum += bin.confidence() * bin.answers();
            answers += bin.answers();
        }
        return sum / answers;
    }

    private static ClassEvaluation ofClass(Judgement judgement, int label) {
        ClassScores scores = judgement.classes().get(label);
        long right = scores.recall() == null ? 0 : Math.round(scores.recall() * scores.pictures());
        return new ClassEvaluation(
                scores.label(),
                scores.pictures(),
                scores.precision(),
                scores.precision() == null ? null : Intervals.share(right, answered(judgement, label)),
                scores.recall(),
                scores.recall() == null ? null : Intervals.share(right, scores.pictures()),
                scores.f1());
    }

    private static int answered(Judgement judgement, int label) {
        LabelCounts counts = judgement.classes().get(label).counts();
        return counts == null
                ? judgement.confusion().counts().stream()
                        .mapToInt(row -> row.get(label))
                        .sum()
                : counts.truePositives() + counts.falsePositives();
    }

    private static List<Confusion> confusions(ConfusionMatrix matrix) {
        var confusions = new ArrayList<Confusion>();
        List<String> labels = matrix.labels();
        for (int truth = 0; truth < labels.size(); truth++) {
            List<Integer> row = matrix.counts().get(truth);
            int all = row.stream().mapToInt(Integer::intValue).sum();
            for (int answer = 0; answer < labels.size(); answer++) {
                if (answer != truth && row.get(answer) > 0) {
                    confusions.add(new Confusion(
                            labels.get(truth), labels.get(answer), row.get(answer), (double) row.get(answer) / all));
                }
            }
        }
        return confusions.stream()
                .sorted(Comparator.comparingInt(Confusion::examples)
                        .thenComparingDouble(Confusion::share)
                        .reversed())
                .limit(CONFUSIONS)
                .toList();
    }
}
