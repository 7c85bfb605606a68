package bottega.common.model;

import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The metadata entry {@value #KEY} of an ONNX file of ours, as JSON: all that serving needs to know about the model
 * and all that a curator may ask about it.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param network name in the zoo, {@code lenet}
 * @param task what {@code probabilities} mean; {@link Task#SINGLE_LABEL} in files that do not say
 * @param labels class names in the order of the output {@code probabilities}
 * @param classes what is known about each of the labels, in their order; null where nothing is
 * @param inputWidth pixels; null, like the next three, where the model takes numbers
 * @param inputHeight pixels
 * @param cropPolicy how a picture becomes {@code inputWidth x inputHeight}
 * @param resampler name of the resampling filter of {@code bottega.common.image}, so that another one is noticed
 * @param columns the numbers that the model takes, in the order of its input {@code numbers}; null where it takes pictures
 * @param outputs names of the graph's outputs, among {@code probabilities}, {@code embedding}, {@code class_maps}
 * @param provenance who trained it, on what
 * @param metrics by name: {@code accuracy} and {@code loss} on the validation part, by which the epoch was chosen;
 *     {@code testAccuracy} and {@code testMacroF1} where there was a test part
 * @param parity how far ONNX Runtime and DJL were apart when the file was written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelManifest(
        int schema,
        String network,
        Task task,
        List<String> labels,
        List<ModelClass> classes,
        Integer inputWidth,
        Integer inputHeight,
        CropPolicy cropPolicy,
        String resampler,
        List<ModelColumn> columns,
        List<String> outputs,
        Provenance provenance,
        Map<String, Double> metrics,
        Parity parity) {

    public static final String KEY = "bottega.manifest";
    public static final int SCHEMA = 1;

    public ModelManifest {
        task = task == null ? Task.SINGLE_LABEL : task;
        labels = List.copyOf(labels);
        classes = classes == null ? null : List.copyOf(classes);
        if (classes != null && classes.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "classes: expected one for each of the " + labels.size() + " labels, received " + classes.size());
        }
        columns = columns == null ? null : List.copyOf(columns);
        outputs = List.copyOf(outputs);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }

    /** Of one label a picture, of whose classes nothing but the name is known. */
    public ModelManifest(
            int schema,
            String network,
            List<String> labels,
            int inputWidth,
            int inputHeight,
            CropPolicy cropPolicy,
            String resampler,
            List<String> outputs,
            Provenance provenance,
            Map<String, Double> metrics,
            Parity parity) {
        this(
                schema,
                network,
                Task.SINGLE_LABEL,
                labels,
                null,
                inputWidth,
                inputHeight,
                cropPolicy,
                resampler,
                null,
                outputs,
                provenance,
                metrics,
                parity);
    }

    /** Whether it takes rows of numbers, not pictures. */
    public boolean takesNumbers() {
        return columns != null;
    }

    /** The same, with what only the export knows. */
    public ModelManifest withExport(List<String> newOutputs, Parity newParity) {
        return new ModelManifest(
                schema,
                network,
                task,
                labels,
                classes,
                inputWidth,
                inputHeight,
                cropPolicy,
                resampler,
                columns,
                newOutputs,
                provenance,
                metrics,
                newParity);
    }

    /**
     * @param run id of the training run
     * @param dataset id of the data set
     * @param datasetName the name that its user gave it
     * @param datasetHash SHA-256 over the data set's file names and bytes, hexadecimal
     * @param pictures training pictures
     * @param seed what all randomness of the run came from
     * @param hyperParameters by name, as text ({@code learningRate -> 0.001})
     * @param trainedAt ISO-8601, UTC
     * @param versions of the software, by name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Provenance(
            String run,
            String dataset,
            String datasetName,
            String datasetHash,
            long pictures,
            long seed,
            Map<String, String> hyperParameters,
            String trainedAt,
            Map<String, String> versions) {}

    /**
     * @param largestDifference the largest absolute difference between ONNX Runtime's and DJL's logits, embeddings and
     *     class maps over all compared inputs
     * @param deviation standard deviation of the logits across those inputs
     * @param tolerance what was allowed, 1e-4 x max(1, deviation)
     * @param batchSizes at which it was compared
     */
    public record Parity(double largestDifference, double deviation, double tolerance, List<Integer> batchSizes) {}
}
