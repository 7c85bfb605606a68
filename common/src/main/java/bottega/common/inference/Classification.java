package bottega.common.inference;

import java.util.List;

/**
 * What a model says about a picture.
 *
 * @param version the model's version that answered
 * @param predictions most probable first
 * @param decodeMillis from the file's bytes to upright sRGB pixels
 * @param prepareMillis crop and resampling to the model's size
 * @param inferMillis in ONNX Runtime, waiting for a free processor included
 * @param totalMillis from the body's first byte to the answer, all of the above included
 */
public record Classification(
        String model,
        long version,
        List<Prediction> predictions,
        double decodeMillis,
        double prepareMillis,
        double inferMillis,
        double totalMillis) {
    public Classification {
        predictions = List.copyOf(predictions);
    }

    /**
     * @param probability 0 to 1, as the model computed it (not calibrated)
     */
    public record Prediction(String label, double probability) {}
}
