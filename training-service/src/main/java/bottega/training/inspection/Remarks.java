package bottega.training.inspection;

import bottega.common.dataset.DataSetReport;
import bottega.common.dataset.DataSetReport.ClassCount;
import bottega.common.dataset.Duplicates;
import bottega.common.dataset.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands out in a report, and what to do about it. The gravest comes first. */
final class Remarks {
    private static final double UNEVEN = 3;
    private static final double MANY = 0.1;
    /** Input size of most networks of the zoo. */
    private static final int USUAL_INPUT = 224;

    private final DataSetReport report;
    private final List<String> sentences = new ArrayList<>();

    private Remarks(DataSetReport report) {
        this.report = report;
    }

    static List<String> of(DataSetReport report) {
        var remarks = new Remarks(report);
        remarks.files();
        remarks.duplicates();
        remarks.classes();
        remarks.sizes();
        return remarks.sentences;
    }

    private void files() {
        if (report.unreadable().count() > 0) {
            say(
                    "%s could be read when the data set was made and cannot be read now: the disk or somebody has changed"
                            + " them. Make the data set again.",
                    pictures(report.unreadable().count()));
        }
        if (report.skipped().count() > 0) {
            say(
                    "%s left out when the data set was made (%s: %s). See whether they are missed.",
                    report.skipped().count() == 1
                            ? "1 file was"
                            : report.skipped().count() + " files were",
                    report.skipped().first().getFirst().file(),
                    report.skipped().first().getFirst().reason());
        }
    }

    private void duplicates() {
        if (report.exactDuplicates() == null) {
            return;
        }
        duplicates(report.exactDuplicates(), "are the same file");
        duplicates(report.nearDuplicates(), "are nearly the same");
        if (!report.nearDuplicates().complete()) {
            say("Some pictures look like so many others that not all of them were compared: there may be more copies.");
        }
    }

    private void duplicates(Duplicates duplicates, String what) {
        if (duplicates.acrossClasses() > 0) {
            say(
                    "%s %s and yet in different classes: at least one label of each is wrong. Look at them.",
                    groups(duplicates.acrossClasses()), what);
        }
        if (duplicates.acrossParts() > 0) {
            say(
                    "%s %s and lie in more than one part: what is measured there was seen in training, and looks better"
                            + " than it is. Take them out of one.",
                    groups(duplicates.acrossParts()), what);
        }
        boolean drawn = report.parts() == null || !report.parts().containsKey(Part.VALIDATION);
        if (duplicates.groups() > duplicates.acrossParts() && drawn) {
            say(
                    "%s (%s in all) %s. A part that is drawn at random may take one of them and leave the others for"
                            + " training: keep one of each, or give all parts.",
                    groups(duplicates.groups()), pictures(duplicates.pictures()), what);
        }
    }

    private void classes() {
        var balance = report.balance();
        Map<String, Integer> counts = new HashMap<>();
        report.classes().forEach(each -> counts.put(each.name(), each.examples()));
        if (balance.ratio() >= UNEVEN) {
            say(
                    "The largest class, '%s', has %.1f times as many examples as the smallest, '%s' (%d and %d). Accuracy"
                            + " says little about small classes: look at F1 by class; add examples, augment, or weigh the"
                            + " classes (\"classWeights\": \"balanced\").",
                    balance.largest(),
                    balance.ratio(),
                    balance.smallest(),
                    counts.get(balance.largest()),
                    counts.get(balance.smallest()));
        }
        if (balance.accuracyOfLargest() != null) {
            say(
                    "Who always answers '%s' is right for %.1f %% of the examples: a network has to beat that.",
                    balance.largest(), 100 * balance.accuracyOfLargest());
        }
        if (!balance.few().isEmpty()) {
            say(
                    "Fewer than %d examples of %s: what is learned of them, and said of them, rests on little.",
                    Counts.FEW, quoted(balance.few()));
        }
        if (report.parts() != null) {
            report.parts().keySet().forEach(this::missing);
        }
    }

    private void missing(Part part) {
        List<String> names = report.classes().stream()
                .filter(each -> each.parts() == null || !each.parts().containsKey(part))
                .map(ClassCount::name)
                .toList();
        if (!names.isEmpty()) {
            say("In the part '%s' there is no example of %s.", part.publicName(), quoted(names));
        }
    }

    private void sizes() {
        if (report.sizes() == null) {
            return;
        }
        int small = report.sizes().smallerThan().getOrDefault(USUAL_INPUT, 0);
        if (small > MANY * report.examples()) {
            say(
                    "%s of %d are smaller than %d x %d pixels, the input of most networks, and would be enlarged, which"
                            + " costs time and shows nothing more. A smaller inputSize will do: half of the pictures are at"
                            + " least %.0f wide.",
                    pictures(small),
                    report.examples(),
                    USUAL_INPUT,
                    USUAL_INPUT,
                    report.sizes().width().median());
        }
        int far = report.sizes().farFromSquare();
        if (far > MANY * report.examples()) {
            say(
                    "%s of %d are far from square: center-crop cuts a third or more of them away. Where what matters may"
                            + " lie there, use \"cropPolicy\": \"pad\" or \"squash\".",
                    pictures(far), report.examples());
        }
    }

    private static String pictures(int count) {
        return count == 1 ? "1 picture" : count + " pictures";
    }

    private static String groups(int count) {
        return count == 1 ? "The pictures of 1 group" : "The pictures of " + count + " groups";
    }

    private static String quoted(List<String> names) {
        String first = "'" + String.join("', '", names.subList(0, Math.min(10, names.size()))) + "'";
        return names.size() > 10 ? first + " and " + (names.size() - 10) + " more classes" : first;
    }

    private void say(String format, Object... values) {
        sentences.add(String.format(Locale.ROOT, format, values));
    }
}
