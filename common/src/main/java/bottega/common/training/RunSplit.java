package bottega.common.training;

import bottega.common.dataset.Part;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which examples a run learns from, chooses its epoch by and is judged on. It stands from the moment the run is queued.
 *
 * @param dataset id of the data set that it was made for
 * @param datasetHash of its content
 * @param run whose split this is; null for one of the run's own
 * @param seed that it was drawn from; null where nothing was drawn
 * @param methods how the held-out parts came about; no entry for a part that there is none of
 * @param validationFraction of each class that was drawn; null where it was not
 * @param testFraction likewise
 * @param training names of the examples, {@code class/file}, in the order of the data set
 * @param validation likewise
 * @param test likewise; empty where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSplit(
        String dataset,
        String datasetHash,
        String run,
        Long seed,
        Map<Part, Method> methods,
        Double validationFraction,
        Double testFraction,
        List<String> training,
        List<String> validation,
        List<String> test) {
    public RunSplit {
        var sorted = new EnumMap<Part, Method>(Part.class);
        sorted.putAll(methods);
        methods = Collections.unmodifiableMap(sorted);
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    public enum Method {
        /** By the data set. */
        GIVEN,
        /** At random, of each class the same share. */
        STRATIFIED;

        @JsonValue
        public String publicName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same examples for another run. */
    public RunSplit of(String run) {
        return new RunSplit(
                dataset, datasetHash, run, seed, methods, validationFraction, testFraction, training, validation, test);
    }
}
