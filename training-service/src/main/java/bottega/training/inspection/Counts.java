package bottega.training.inspection;

import bottega.common.dataset.ClassBalance;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.DataSetReport.ClassCount;
import bottega.common.dataset.Part;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Examples by class and part. */
final class Counts {
    /** As the diagnosis of a run has it: what is learned of fewer rests on little. */
    static final int FEW = 20;

    private Counts() {}

    static List<ClassCount> of(DataSet dataSet, List<Example> examples) {
        List<String> names = dataSet.classes();
        int[] counts = new int[names.size()];
        var parts = new ArrayList<Map<Part, Integer>>();
        names.forEach(_ -> parts.add(new EnumMap<>(Part.class)));
        for (Example example : examples) {
            for (int label : example.labels()) {
                counts[label]++;
                if (example.given() != null) {
                    parts.get(label).merge(example.given(), 1, Integer::sum);
                }
            }
        }
        var classes = new ArrayList<ClassCount>();
        for (int label = 0; label < counts.length; label++) {
            Map<Part, Integer> given = parts.get(label);
            classes.add(new ClassCount(names.get(label), counts[label], given.isEmpty() ? null : given));
        }
        return classes;
    }

    /** @param classes with at least one example each */
    static ClassBalance balance(List<ClassCount> classes, DataSetKind kind) {
        ClassCount largest = classes.stream()
                .max(Comparator.comparingInt(ClassCount::examples))
                .orElseThrow();
        ClassCount smallest = classes.stream()
                .min(Comparator.comparingInt(ClassCount::examples))
                .orElseThrow();
        int all = classes.stream().mapToInt(ClassCount::examples).sum();
        return new ClassBalance(
                largest.name(),
                smallest.name(),
                (double) largest.examples() / Math.max(1, smallest.examples()),
                kind == DataSetKind.MULTI_LABEL_PICTURES ? null : (double) largest.examples() / all,
                classes.stream()
                        .filter(each -> each.examples() < FEW)
                        .map(ClassCount::name)
                        .toList());
    }
}
