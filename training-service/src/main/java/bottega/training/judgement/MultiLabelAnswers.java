package bottega.training.judgement;

import bottega.common.judgement.Calibration;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.LabelCounts;
import bottega.common.judgement.Mistake;
import bottega.common.judgement.Mistake.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network answered to pictures that bear any number of labels: of each label yes from a probability of one half on.
 *
 * @param labels of the outputs
 * @param pictures names, one for each row
 * @param borne labels of each picture, ascending
 * @param probabilities {@code [pictures][labels]}, each 0 to 1
 */
public record MultiLabelAnswers(List<String> labels, List<String> pictures, int[][] borne, float[][] probabilities) {
    private static final float THRESHOLD = 0.5f;

    public MultiLabelAnswers {
        if (borne.length == 0 || probabilities.length != borne.length || pictures.size() != borne.length) {
            throw new IllegalArgumentException(
                    "expected as many pictures as label sets and rows, and at least one; received " + pictures.size()
                            + ", " + borne.length + " and " + probabilities.length);
        }
    }

    public Judgement judge() {
        List<Ranking> rankings = Ranking.of(borne, probabilities, labels.size());
        List<LabelCounts> counts =
                IntStream.range(0, labels.size()).mapToObj(this::counts).toList();
        List<ClassScores> classes = IntStream.range(0, labels.size())
                .mapToObj(label -> scores(label, counts.get(label), rankings.get(label)))
                .toList();
        var meanAveragePrecision = Ranking.meanAveragePrecision(rankings);
        return new Judgement(
                borne.length,
                counts.stream()
                        .mapToDouble(each -> right(each, borne.length))
                        .average()
                        .orElseThrow(),
                classes.stream()
                        .filter(each -> each.pictures() > 0)
                        .mapToDouble(ClassScores::f1)
                        .average()
                        .orElse(0),
                rankings.stream()
                        .mapToDouble(each -> (double) Math.max(each.positives(), each.negatives()) / borne.length)
                        .average()
                        .orElseThrow(),
                classes,
                null,
                calibration(),
                mistakes(),
                f1(counts.stream().reduce(new LabelCounts(0, 0, 0, 0), MultiLabelAnswers::sum)),
                meanAveragePrecision.isPresent() ? meanAveragePrecision.getAsDouble() : null,
                (double) IntStream.range(0, borne.length).filter(this::matches).count() / borne.length);
    }

    private boolean bears(int picture, int label) {
        return Arrays.binarySearch(borne[picture], label) >= 0;
    }

    private boolean says(int picture, int label) {
        return probabilities[picture][label] >= THRESHOLD;
    }

    private boolean matches(int picture) {
        return IntStream.range(0, labels.size()).allMatch(label -> bears(picture, label) == says(picture, label));
    }

    private LabelCounts counts(int label) {
        int[][] counts = new int[2][2];
        for (int picture = 0; picture < borne.length; picture++) {
            counts[bears(picture, label) ? 1 : 0][says(picture, label) ? 1 : 0]++;
        }
        return new LabelCounts(counts[1][1], counts[0][1], counts[1][0], counts[0][0]);
    }

    private static LabelCounts sum(LabelCounts one, LabelCounts other) {
        return new LabelCounts(
                Math.addExact(one.truePositives(), other.truePositives()),
                Math.addExact(one.falsePositives(), other.falsePositives()),
                Math.addExact(one.falseNegatives(), other.falseNegatives()),
                0);
    }

    private static double right(LabelCounts counts, int pictures) {
        return (double) (counts.truePositives() + counts.trueNegatives()) / pictures;
    }

    private ClassScores scores(int label, LabelCounts counts, Ranking ranking) {
        int said = counts.truePositives() + counts.falsePositives();
        int pictures = ranking.positives();
        return new ClassScores(
                labels.get(label),
                pictures,
                said == 0 ? null : (double) counts.truePositives() / said,
                pictures == 0 ? null : (double) counts.truePositives() / pictures,
                f1(counts),
                ranking.averagePrecision(),
                counts);
    }

    /** Null where there is no yes and should be none. */
    private static Double f1(LabelCounts counts) {
        double all = 2.0 * counts.truePositives() + counts.falsePositives() + counts.falseNegatives();
        return all == 0 ? null : 2 * counts.truePositives() / all;
    }

    private Calibration calibration() {
        var bins = new CalibrationBins();
        for (int picture = 0; picture < borne.length; picture++) {
            for (int label = 0; label < labels.size(); label++) {
                bins.add(probabilities[picture][label], bears(picture, label));
            }
        }
        return bins.calibration();
    }

    private List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        for (int picture = 0; picture < borne.length; picture++) {
            for (int label = 0; label < labels.size(); label++) {
                if (bears(picture, label) != says(picture, label)) {
                    mistakes.add(mistake(picture, label));
                }
            }
        }
        return mistakes.stream()
                .sorted(Comparator.comparingDouble((Mistake mistake) -> -mistake.probability()))
                .limit(Answers.MISTAKES)
                .toList();
    }

    private Mistake mistake(int picture, int label) {
        double probability = probabilities[picture][label];
        boolean said = says(picture, label);
        return new Mistake(
                pictures.get(picture),
                labels.get(label),
                null,
                said ? probability : 1 - probability,
                null,
                said ? Kind.FALSE_POSITIVE : Kind.FALSE_NEGATIVE);
    }
}
