package bottega.common.training;

import java.util.List;

/**
 * @param name of the model
 * @param version counted from 1
 * @param run that it came from
 * @param labels in the order of the output
 */
public record Publication(String name, int version, String run, List<String> labels) {
    public Publication {
        labels = List.copyOf(labels);
    }
}
