package bottega.training.judgement;

import bottega.common.judgement.Calibration;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.ConfusionMatrix;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.Mistake;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network answered to pictures whose class is known.
 *
 * @param labels of the outputs
 * @param pictures names, one for each row
 * @param truths class of each picture
 * @param probabilities {@code [pictures][classes]}, rows that sum to 1
 */
public record Answers(List<String> labels, List<String> pictures, int[] truths, float[][] probabilities) {
    static final int MISTAKES = 24;

    public Answers {
        if (truths.length == 0 || probabilities.length != truths.length || pictures.size() != truths.length) {
            throw new IllegalArgumentException(
                    "expected as many pictures as classes and rows, and at least one; received " + pictures.size()
                            + ", " + truths.length + " and " + probabilities.length);
        }
    }

    public Judgement judge() {
        int[][] counts = counts();
        long right = IntStream.range(0, truths.length).filter(this::isRight).count();
        List<ClassScores> classes = IntStream.range(0, labels.size())
                .mapToObj(i -> scores(i, counts))
                .toList();
        return new Judgement(
                truths.length,
                (double) right / truths.length,
                macroF1(classes),
                classes.stream().mapToInt(ClassScores::pictures).max().orElseThrow() / (double) truths.length,
                classes,
                new ConfusionMatrix(
                        labels,
                        Arrays.stream(counts)
                                .map(row -> Arrays.stream(row).boxed().toList())
                                .toList()),
                calibration(),
                mistakes());
    }

    private int answer(int picture) {
        float[] row = probabilities[picture];
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }

    private float confidence(int picture) {
        return probabilities[picture][answer(picture)];
    }

    private boolean isRight(int picture) {
        return answer(picture) == truths[picture];
    }

    private int[][] counts() {
        int[][] counts = new int[labels.size()][labels.size()];
        for (int picture = 0; picture < truths.length; picture++) {
            counts[truths[picture]][answer(picture)]++;
        }
        return counts;
    }

    private ClassScores scores(int label, int[][] counts) {
        int pictures = Arrays.stream(counts[label]).sum();
        int answered = Arrays.stream(counts).mapToInt(row -> row[label]).sum();
        int right = counts[label][label];
        return new ClassScores(
                labels.get(label),
                pictures,
                answered == 0 ? null : (double) right / answered,
                pictures == 0 ? null : (double) right / pictures,
                pictures + answered == 0 ? null : 2.0 * right / (pictures + answered));
    }

    private static double macroF1(List<ClassScores> classes) {
        return classes.stream()
                .filter(scores -> scores.pictures() > 0)
                .mapToDouble(ClassScores::f1)
                .average()
                .orElseThrow();
    }

    private Calibration calibration() {
        var bins = new CalibrationBins();
        for (int picture = 0; picture < truths.length; picture++) {
            bins.add(confidence(picture), isRight(picture));
        }
        return bins.calibration();
    }

    private List<Mistake> mistakes() {
        return IntStream.range(0, truths.length)
                .filter(picture -> !isRight(picture))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer picture) -> -confidence(picture)))
                .limit(MISTAKES)
                .map(picture -> new Mistake(
                        pictures.get(picture),
                        labels.get(truths[picture]),
                        labels.get(answer(picture)),
                        confidence(picture),
                        probabilities[picture][truths[picture]]))
                .toList();
    }
}
