package bottega.training.run;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.common.card.ModelCard;
import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.Part;
import bottega.common.training.RunSplit;
import bottega.training.card.RunFacts;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run writes down for its model's card. */
final class Facts {
    private Facts() {}

    static RunFacts of(DataSet dataSet, RunSplit split, Block network) {
        DataSetDescription description = dataSet.description();
        List<Map<Part, Integer>> counts = counts(dataSet, split);
        var classes = new ArrayList<ModelCard.ClassData>();
        for (DataSetClass each : description.classes()) {
            classes.add(new ModelCard.ClassData(each.name(), each.uri(), each.labels(), counts.get(classes.size())));
        }
        return new RunFacts(
                parameters(network),
                new ModelCard.Data(
                        description.id(),
                        description.name(),
                        description.version(),
                        description.kind(),
                        description.pictures(),
                        description.hash(),
                        description.skippedFiles(),
                        split.methods(),
                        classes));
    }

    /** By class. */
    private static List<Map<Part, Integer>> counts(DataSet dataSet, RunSplit split) {
        Map<String, Part> parts = new HashMap<>();
        split.training().forEach(name -> parts.put(name, Part.TRAINING));
        split.validation().forEach(name -> parts.put(name, Part.VALIDATION));
        split.test().forEach(name -> parts.put(name, Part.TEST));
        var counts = new ArrayList<Map<Part, Integer>>();
        dataSet.classes().forEach(_ -> counts.add(new EnumMap<>(Part.class)));
        for (Example example : dataSet.examples()) {
            for (int label : example.labels()) {
                counts.get(label).merge(parts.get(example.name()), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static long parameters(Block network) {
        return network.getParameters().values().stream()
                .filter(each ->
                        each.getType() != Parameter.Type.RUNNING_MEAN && each.getType() != Parameter.Type.RUNNING_VAR)
                .mapToLong(each -> each.getArray().size())
                .sum();
    }
}
