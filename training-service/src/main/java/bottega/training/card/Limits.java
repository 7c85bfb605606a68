package bottega.training.card;

import bottega.common.card.ModelCard.ClassEvaluation;
import bottega.common.card.ModelCard.Data;
import bottega.common.card.ModelCard.Evaluation;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.judgement.Interval;
import bottega.common.judgement.Verdict;
import bottega.common.model.ModelManifest;
import bottega.common.training.RunSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What speaks against relying on a model, in sentences for people who publish it and not for those who trained it. */
final class Limits {
    private static final int MOST_COLUMNS = 20;

    private static final int FEW_EXAMPLES = 20;
    private static final double LOW_F1 = 0.7;
    private static final double WIDE_INTERVAL = 0.1;
    private static final double UNEVEN = 5;
    private static final double BAD_CALIBRATION = 0.05;
    private static final int MOST_NAMED = 10;

    private final ModelManifest manifest;
    private final Data data;
    private final Evaluation evaluation;
    private final List<String> limits = new ArrayList<>();

    private Limits(ModelManifest manifest, Data data, Evaluation evaluation) {
        this.manifest = manifest;
        this.data = data;
        this.evaluation = evaluation;
    }

    static List<String> of(ModelManifest manifest, Data data, Evaluation evaluation, List<Verdict> diagnosis) {
        var limits = new Limits(manifest, data, evaluation);
        limits.addBasis();
        diagnosis.stream().map(Limits::grave).flatMap(Optional::stream).forEach(limits.limits::add);
        limits.addClasses();
        limits.addCalibration();
        limits.addScope();
        return limits.limits;
    }

    /** What the figures rest on. */
    private void addBasis() {
        if (evaluation.part() != Part.TEST) {
            add(
                    "There was no test part: the figures are those of the %,d %s by which the best epoch was chosen, so they are"
                            + " probably too good, nobody knows by how much. Judge the model on others before you rely on it.",
                    evaluation.examples(), examples());
        }
        Interval accuracy = evaluation.accuracyInterval();
        if (accuracy != null && accuracy.high() - accuracy.low() > WIDE_INTERVAL) {
            add(
                    "The figures rest on %,d %s only: the true share of right answers may well be anything from %.0f %% to %.0f %%.",
                    evaluation.examples(), examples(), 100 * accuracy.low(), 100 * accuracy.high());
        }
        if (accuracy != null && accuracy.low() <= evaluation.mostFrequentShare()) {
            add(
                    "It has not been shown to be better than always answering the most frequent class, which is right %.0f %% of"
                            + " the time.",
                    100 * evaluation.mostFrequentShare());
        }
    }

    private static Optional<String> grave(Verdict verdict) {
        return switch (verdict.kind()) {
            case GOOD_FIT, TOO_FEW_EXAMPLES, NO_BETTER_THAN_MOST_FREQUENT -> Optional.empty();
            case UNDERFITTING, OVERFITTING, LEAK_BETWEEN_SPLITS, DISTRIBUTION_SHIFT -> Optional.of(verdict.text());
            case VANISHING_GRADIENTS, EXPLODING_GRADIENTS, LEARNING_RATE_TOO_HIGH, LEARNING_RATE_TOO_LOW ->
                Optional.of("Its training did not go well, so that a better model can be had. " + verdict.text());
        };
    }

    private void addClasses() {
        addNamed(
                "Learned from fewer than " + FEW_EXAMPLES + " " + examples() + ", so what it says of them is a guess: ",
                data.classes(),
                each -> each.examples().getOrDefault(Part.TRAINING, 0) < FEW_EXAMPLES,
                each -> text("%s (%d)", each.name(), each.examples().getOrDefault(Part.TRAINING, 0)));
        addNamed(
                text("Told apart badly, with an F1 below %.1f: ", LOW_F1),
                evaluation.classes(),
                each -> each.f1() != null && each.examples() > 0 && each.f1() < LOW_F1,
                each -> text("%s (%.2f)", each.name(), each.f1()));
        addNamed(
                "Nothing is known of how well it finds these, of which there was nothing to judge on: ",
                evaluation.classes(),
                each -> each.examples() == 0,
                ClassEvaluation::name);
        int most = count(Math::max);
        int least = count(Math::min);
        if (most > UNEVEN * least) {
            add(
                    "The classes are uneven, with %,d to %,d training %s: it leans towards the frequent ones.",
                    least, most, examples());
        }
    }

    private int count(java.util.function.IntBinaryOperator which) {
        return data.classes().stream()
                .mapToInt(each -> each.examples().getOrDefault(Part.TRAINING, 0))
                .reduce(which)
                .orElseThrow();
    }

    private <T> void addNamed(String sentence, List<T> all, Predicate<T> concerned, Function<T, String> name) {
        List<T> found = all.stream().filter(concerned).toList();
        if (!found.isEmpty()) {
            limits.add(sentence
                    + found.stream().limit(MOST_NAMED).map(name).collect(Collectors.joining(", "))
                    + (found.size() > MOST_NAMED ? " and " + (found.size() - MOST_NAMED) + " more" : "")
                    + ".");
        }
    }

    private void addCalibration() {
        if (evaluation.calibrationError() > BAD_CALIBRATION) {
            boolean boasts = evaluation.meanProbability() > evaluation.accuracy();
            add(
                    "Its probabilities are not to be taken at their word: on average they are off by %.0f points, and it %s.",
                    100 * evaluation.calibrationError(),
                    evaluation.confusions() == null
                            ? "may claim too much or too little"
                            : boasts ? "claims more than it keeps" : "claims less than it could");
        }
    }

    private void addScope() {
        if (data.kind() == DataSetKind.PICTURES) {
            add(
                    "It knows %,d classes and nothing else: a picture of anything else gets one of them too, often with a high"
                            + " probability.",
                    manifest.labels().size());
        }
        if (manifest.takesNumbers()) {
            add(
                    "It was trained on %d columns within their ranges, %s: a number outside of its range gets an answer too, which"
                            + " rests on nothing.",
                    manifest.columns().size(),
                    manifest.columns().stream()
                            .limit(MOST_COLUMNS)
                            .map(column -> text("%s %.4g to %.4g", column.name(), column.min(), column.max()))
                            .collect(Collectors.joining(
                                    ", ", "", manifest.columns().size() > MOST_COLUMNS ? " and so on" : "")));
        } else {
            add(
                    "It sees pictures at %d x %d pixels (%s): what is finer than that, or cut off, plays no part.",
                    manifest.inputWidth(), manifest.inputHeight(), CardMarkdown.crop(manifest.cropPolicy()));
        }
        if (data.methods().get(evaluation.part()) == RunSplit.Method.GIVEN) {
            add("Cameras, light, backgrounds or collections other than those of its data may do worse, and nobody has"
                    + " measured how much.");
        } else {
            add(
                    "It was judged on %s drawn from the same collection as those it learned from. Other cameras, light,"
                            + " backgrounds or collections may do worse, and nobody has measured how much.",
                    examples());
        }
    }

    private String examples() {
        return data.kind() == DataSetKind.NUMBERS ? "rows" : "pictures";
    }

    private void add(String format, Object... values) {
        limits.add(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
