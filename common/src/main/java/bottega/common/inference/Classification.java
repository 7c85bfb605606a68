package bottega.common.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a model says about a picture.
 *
 * @param version the model's version that answered
 * @param predictions most probable first
 * @param labels all that the picture bears, that is those of at least {@code threshold}, most probable first; empty where
 *     none is. Null for a model of one label a picture
 * @param threshold null for a model of one label a picture
 * @param decodeMillis from the file's bytes to upright sRGB pixels
 * @param prepareMillis crop and resampling to the model's size
 * @param inferMillis in ONNX Runtime, waiting for a free processor included
 * @param totalMillis from the body's first byte to the answer, all of the above included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Classification(
        String model,
        long version,
        List<Prediction> predictions,
        List<Prediction> labels,
        Double threshold,
        double decodeMillis,
        double prepareMillis,
        double inferMillis,
        double totalMillis) {
    public Classification {
        predictions = List.copyOf(predictions);
        labels = labels == null ? null : List.copyOf(labels);
    }

    /**
     * @param probability 0 to 1, as the model computed it (not calibrated): of all labels together 1, or where a picture has
     *     several labels, of each for itself
     * @param uri of the class in a vocabulary; null where the model does not know one
     * @param labels of the class by language tag; null where the model does not know any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Prediction(String label, double probability, String uri, Map<String, String> labels) {}
}
