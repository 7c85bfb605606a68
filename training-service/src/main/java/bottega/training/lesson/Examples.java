package bottega.training.lesson;

/** Requests that were really sent, and an answer. */
final class Examples {
    static final String NEURON_POINT = """
            {"point": {"a1": 185, "a2": 85, "expected": 0}}\
            """;
    static final String NEURON_RAW = """
            {"standardise": false, "learningRate": 0.00001, "epochs": 5000}\
            """;
    static final String DELTA_RULE = """
            {"epochs": 100, "miniBatch": 2, "seed": 7}\
            """;
    static final String CONVOLUTION = """
            {"matrix": [[1, 1, 1, 3], [4, 6, 4, 8], [30, 0, 1, 5], [0, 2, 2, 4]], \
            "filters": [[[1, 0], [0, 1]], [[0, 1], [1, 0]]], "padding": 1, "stride": 1, \
            "pooling": {"kind": "average", "size": 2}}\
            """;
    static final String DIGITS = """
            {"activation": "sigmoid", "epochs": 1000, "seed": 1}\
            """;
    static final String REFUSED = """
            {"type": "urn:bottega:problem:invalid-parameter", "title": "Invalid parameter", "status": 400, \
            "detail": "The lesson cannot be run with this value.", "pointer": "/epochs", \
            "expected": "a whole number from 1 to 20000", "received": "0", \
            "remedy": "Send the request again with a value as expected, or leave it out for the default."}\
            """;

    private Examples() {}
}
