package bottega.training.card;

import static bottega.training.card.Markdown.inline;
import static bottega.training.card.Markdown.paragraphs;
import static bottega.training.card.Markdown.table;

import bottega.common.card.ModelCard;
import bottega.common.card.ModelCard.ClassData;
import bottega.common.card.ModelCard.ClassEvaluation;
import bottega.common.card.ModelCard.Evaluation;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.image.CropPolicy;
import bottega.common.judgement.Interval;
import bottega.common.judgement.Verdict;
import bottega.common.training.RunSplit;
import bottega.common.training.Start;
import bottega.common.training.WeightSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A card as a page to read: what matters to those who show the model to visitors first, the technical part last. */
public final class CardMarkdown {
    private static final int MOST_NAMED = 20;
    private static final int MOST_ROWS = 100;
    private static final String NOTHING = "–";

    private final ModelCard card;
    private final Evaluation evaluation;
    private final StringBuilder page = new StringBuilder();

    private CardMarkdown(ModelCard card) {
        this.card = card;
        evaluation = card.evaluation();
    }

    public static String of(ModelCard card) {
        var markdown = new CardMarkdown(card);
        markdown.title();
        markdown.use();
        markdown.limits();
        markdown.results();
        markdown.data();
        markdown.training();
        markdown.file();
        return markdown.page.toString();
    }

    private void title() {
        line("# %s", card.name() == null ? "A model that is not published yet" : inline(card.name()));
        line(
                "%s of %s.%s%s",
                card.version() == null ? "Draft" : "Version " + card.version(),
                card.date().substring(0, 10),
                card.texts().licence() == null
                        ? ""
                        : " Licence: " + inline(card.texts().licence()) + ".",
                card.texts().contact() == null
                        ? ""
                        : " Contact: " + inline(card.texts().contact()) + ".");
        if (card.texts().description() != null) {
            line("%s", paragraphs(card.texts().description()));
        }
        List<ClassData> classes = card.data().classes();
        line(
                "It looks at %s and says %s of %,d classes %s, with a probability for each: %s%s.",
                card.data().kind() == DataSetKind.NUMBERS ? "a row of numbers" : "a picture",
                severalLabels() ? "which" : "to which",
                classes.size(),
                severalLabels() ? "it shows" : "it belongs",
                classes.stream()
                        .limit(MOST_NAMED)
                        .map(each -> inline(each.name()))
                        .collect(Collectors.joining(", ")),
                classes.size() > MOST_NAMED ? " and " + (classes.size() - MOST_NAMED) + " more" : "");
        if (evaluation.exactMatches() != null) {
            line(
                    "**Of a hundred %s it gets every class right of about %.0f.** Judged class by class, %.1f %% of its answers are"
                            + " right; always giving the more frequent answer would be right %.1f %% of the time.",
                    unseen(),
                    100 * evaluation.exactMatches(),
                    100 * evaluation.accuracy(),
                    100 * evaluation.mostFrequentShare());
        }
        if (evaluation.accuracyInterval() != null) {
            line(
                    "**Of a hundred %s it gets about %.0f right** (%,d of %,d; with 95 %% confidence %s of a hundred)."
                            + " Always answering the most frequent class would get %.0f right.",
                    unseen(),
                    100 * evaluation.accuracy(),
                    Math.round(evaluation.accuracy() * evaluation.examples()),
                    evaluation.examples(),
                    range(evaluation.accuracyInterval()),
                    100 * evaluation.mostFrequentShare());
        }
    }

    private boolean severalLabels() {
        return card.data().kind() == DataSetKind.MULTI_LABEL_PICTURES;
    }

    private String unseen() {
        return evaluation.part() == Part.TEST ? examples() + " that it has never seen" : examples();
    }

    private String examples() {
        return card.data().kind() == DataSetKind.NUMBERS ? "rows" : "pictures";
    }

    private void use() {
        line("## Intended use");
        line(
                "%s",
                card.texts().intendedUse() == null
                        ? "To propose a class for " + examples()
                                + " like those that it learned from. A person should look at its"
                                + " proposals before anything rests on them."
                        : paragraphs(card.texts().intendedUse()));
    }

    private void limits() {
        line("## Limits");
        card.limits().forEach(each -> page.append("- ").append(inline(each)).append('\n'));
        page.append('\n');
    }

    private void results() {
        line("## How well it does");
        line(
                evaluation.part() == Part.TEST
                        ? "On the %,d %s of the test part, which played no part in training or in any choice."
                        : "On the %,d %s of the validation part, by which the best epoch was chosen: there was no test part.",
                evaluation.examples(),
                examples());
        line(
                "Figures in brackets are 95 %% confidence intervals: the fewer %s there are, the wider they are.",
                examples());
        List<ClassEvaluation> classes = evaluation.classes();
        boolean cut = classes.size() > MOST_ROWS;
        if (cut) {
            line("The %d classes that it tells apart worst; `card.json` has all %,d.", MOST_ROWS, classes.size());
            classes = classes.stream()
                    .sorted(Comparator.comparingDouble(each -> each.f1() == null ? 2 : each.f1()))
                    .limit(MOST_ROWS)
                    .toList();
        }
        page.append(table(
                List.of("class", examples(), "found (recall)", "right when said (precision)", "F1"),
                List.of(1, 2, 3, 4),
                classes.stream().map(CardMarkdown::row).toList()));
        line("");
        line(
                "Mean F1 of the classes, each counting the same however rare (macro F1): **%.3f**%s. Share of right answers"
                        + " (accuracy): **%.3f**%s.",
                evaluation.macroF1(),
                interval(evaluation.macroF1Interval()),
                evaluation.accuracy(),
                interval(evaluation.accuracyInterval()));
        if (evaluation.meanAveragePrecision() != null) {
            line(
                    "Whether pictures of a class get higher probabilities than others, at any threshold (mean average precision):"
                            + " **%.3f**.%s",
                    evaluation.meanAveragePrecision(),
                    evaluation.microF1() == null
                            ? ""
                            : text(" F1 of all answers together (micro F1): %.3f.", evaluation.microF1()));
        }
        confusions();
        calibration();
    }

    private static List<String> row(ClassEvaluation each) {
        return List.of(
                inline(each.name()),
                text("%,d", each.examples()),
                share(each.recall(), each.recallInterval()),
                share(each.precision(), each.precisionInterval()),
                each.f1() == null ? NOTHING : text("%.2f", each.f1()));
    }

    private void confusions() {
        if (evaluation.confusions() == null || evaluation.confusions().isEmpty()) {
            return;
        }
        line("### What it takes for what");
        page.append(table(
                List.of("is", "is taken for", examples(), "of that class"),
                List.of(2, 3),
                evaluation.confusions().stream()
                        .map(each -> List.of(
                                inline(each.name()),
                                inline(each.answer()),
                                text("%,d", each.examples()),
                                text("%.0f %%", 100 * each.share())))
                        .toList()));
        line("");
    }

    private void calibration() {
        line("### Whether its probabilities mean what they say");
        line(
                "On average they are %.1f points off (expected calibration error %.3f).%s",
                100 * evaluation.calibrationError(),
                evaluation.calibrationError(),
                severalLabels()
                        ? ""
                        : text(
                                " It gives its answers a probability of %.0f %% on average, and %.0f %% of them are right.",
                                100 * evaluation.meanProbability(), 100 * evaluation.accuracy()));
    }

    private void data() {
        ModelCard.Data data = card.data();
        line("## Data");
        line(
                "Data set '%s', version %d, of %,d %s%s.%s%s",
                inline(data.name()),
                data.version(),
                data.examples(),
                examples(),
                data.skippedFiles() == 0
                        ? ""
                        : text("; %,d files of the upload could not be used", data.skippedFiles()),
                howChosen(Part.VALIDATION, "validation"),
                howChosen(Part.TEST, "test"));
        boolean described = data.classes().stream().anyMatch(each -> each.uri() != null || each.labels() != null);
        var head = new ArrayList<>(List.of("class", "training", "validation", "test"));
        if (described) {
            head.add("in other words");
        }
        page.append(table(
                head,
                List.of(1, 2, 3),
                data.classes().stream()
                        .limit(MOST_ROWS)
                        .map(each -> row(each, described))
                        .toList()));
        line("");
        if (data.classes().size() > MOST_ROWS) {
            line(
                    "The first %d of %,d classes; `card.json` has all.",
                    MOST_ROWS, data.classes().size());
        }
        line("Id `%s`, SHA-256 of the content `%s`.", data.id(), data.hash());
    }

    private String howChosen(Part part, String name) {
        RunSplit.Method method = card.data().methods().get(part);
        return switch (method) {
            case null -> " There is no " + name + " part.";
            case GIVEN -> " The " + name + " part was given with the data.";
            case STRATIFIED -> " The " + name + " part was drawn at random, of each class the same share.";
        };
    }

    private static List<String> row(ClassData each, boolean described) {
        var row = new ArrayList<>(List.of(
                inline(each.name()), count(each, Part.TRAINING), count(each, Part.VALIDATION), count(each, Part.TEST)));
        if (described) {
            String labels = each.labels() == null
                    ? ""
                    : each.labels().entrySet().stream()
                            .map(label -> inline(label.getValue() + " (" + label.getKey() + ")"))
                            .collect(Collectors.joining(", "));
            row.add(labels + (each.uri() == null ? "" : (labels.isEmpty() ? "" : ", ") + Markdown.link(each.uri())));
        }
        return row;
    }

    private static String count(ClassData each, Part part) {
        return text("%,d", each.examples().getOrDefault(part, 0));
    }

    private void training() {
        ModelCard.Network network = card.network();
        ModelCard.Training training = card.training();
        line("## How it was made");
        line(
                "A network of the kind `%s` with %,d parameters%s. %s",
                network.name(),
                network.parameters(),
                card.data().kind() == DataSetKind.NUMBERS
                        ? ""
                        : text(
                                ", which sees pictures at %d x %d pixels (%s)",
                                network.inputWidth(), network.inputHeight(), crop(network.cropPolicy())),
                start(network.start()));
        line(
                "Trained for %,d epoch%s on %s, on %s; the weights are those of epoch %,d, which did best on the validation part."
                        + " Seed %d: the same data, settings and versions give the same weights again on the same kind of machine.",
                training.epochs(),
                training.epochs() == 1 ? "" : "s",
                training.trainedAt().substring(0, 10),
                training.device().startsWith("gpu") ? "a GPU" : "a CPU",
                training.bestEpoch(),
                training.seed());
        line("What the run showed:");
        for (Verdict verdict : card.diagnosis()) {
            page.append(text("- **%s**: %s\n", verdict.kind().publicName(), inline(verdict.text())));
        }
        page.append('\n');
        page.append(table(List.of("setting", "value"), List.of(), pairs(training.hyperParameters())));
        line("");
    }

    static String crop(CropPolicy policy) {
        return switch (policy) {
            case CENTER_CROP -> "cropped to their middle square";
            case SQUASH -> "squeezed into a square";
            case PAD -> "whole, on a square with a border";
        };
    }

    private static String start(Start start) {
        if (start == null) {
            return "It began with random weights.";
        }
        String source =
                switch (start.weights()) {
                    case WeightSource.Named named -> "the file " + inline(named.name());
                    case WeightSource.OfRun run -> "run `" + run.run() + "`";
                };
        return "It began with the weights of " + source + " (SHA-256 `" + start.sha256()
                + "`), its last layer at random.";
    }

    private void file() {
        ModelCard.File file = card.file();
        line("## The file");
        line("`%s`, %,d bytes, SHA-256 `%s`. It runs in any ONNX runtime.", file.name(), file.bytes(), file.sha256());
        line(
                "Outputs: %s. Compared with the network that was trained, its figures differ by at most %.1e (%.1e was allowed)."
                        + " Run `%s`.",
                file.outputs().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")),
                file.parity().largestDifference(),
                file.parity().tolerance(),
                card.run());
        page.append(table(
                List.of("software", "version"), List.of(), pairs(card.training().versions())));
    }

    private static List<List<String>> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(each -> List.of(inline(each.getKey()), inline(each.getValue())))
                .toList();
    }

    private static String share(Double share, Interval interval) {
        return share == null
                ? NOTHING
                : text("%.0f %%", 100 * share) + (interval == null ? "" : " (" + range(interval) + ")");
    }

    private static String range(Interval interval) {
        return text("%.0f to %.0f", 100 * interval.low(), 100 * interval.high());
    }

    private static String interval(Interval interval) {
        return interval == null ? "" : text(" (%.3f to %.3f)", interval.low(), interval.high());
    }

    /** A paragraph. */
    private void line(String format, Object... values) {
        page.append(text(format, values)).append("\n").append(format.isEmpty() ? "" : "\n");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
