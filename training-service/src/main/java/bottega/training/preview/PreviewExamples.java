package bottega.training.preview;

/** Requests that were really sent, and an answer. */
final class PreviewExamples {
    static final String PRESET = """
            {"augmentation": "strong", "pictures": 8, "variants": 8, "inputSize": 128}\
            """;
    static final String TRANSFORMS = """
            {"augmentation": {"preset": "light", "rotation": {"degrees": 180, "edges": "fill"}, "blur": {}}, \
            "pictures": 3, "variants": 5, "inputSize": 224, "cropPolicy": "pad", "seed": 7}\
            """;
    static final String REFUSED = """
            {"type": "urn:bottega:problem:invalid-parameter", "title": "Invalid parameter", "status": 400, \
            "detail": "The augmentation cannot have this value.", "pointer": "/augmentation/rotation/degrees", \
            "expected": "a number from 0 to 180", "received": "270", \
            "remedy": "Send the request again with a value as expected."}\
            """;

    private PreviewExamples() {}
}
