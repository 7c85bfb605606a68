package bottega.training.dataset;

import bottega.common.dataset.SkippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was left out of a data set: all of it counted, the first of it named. */
final class Skips {
    private static final int NAMED = 1000;

    private final List<SkippedFile> first = new ArrayList<>();
    private int count;

    void add(String file, String reason) {
        count++;
        if (first.size() < NAMED) {
            first.add(new SkippedFile(ArchiveProblems.shown(file), reason));
        }
    }

    List<SkippedFile> first() {
        return List.copyOf(first);
    }

    /** For a problem that they may explain; empty where nothing was left out. */
    String summary() {
        int shown = Math.min(first.size(), 3);
        return first.isEmpty()
                ? ""
                : "; left out: "
                        + first.subList(0, shown).stream()
                                .map(each -> each.file() + " (" + each.reason() + ")")
                                .collect(Collectors.joining(", "))
                        + (count > shown ? " and " + (count - shown) + " more" : "");
    }

    int count() {
        return count;
    }
}
