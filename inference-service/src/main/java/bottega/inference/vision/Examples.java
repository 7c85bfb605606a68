package bottega.inference.vision;

/** Answers that were really given; shown in OpenAPI. */
final class Examples {
    static final String CLASSIFICATION = """
            {"model":"ornaments","version":1,"predictions":[{"label":"meander","probability":0.9991680383682251},\
            {"label":"bead-and-reel","probability":8.267416269518435E-4},\
            {"label":"vitruvian-scroll","probability":4.978052402293542E-6}],\
            "decodeMillis":4.183,"prepareMillis":0.657,"inferMillis":1.65,"totalMillis":17.531}""";

    /** Of {@code classify?top=2&threshold=0.2}. */
    static final String SEVERAL_LABELS = """
            {"model":"two-coins","version":1,"predictions":[\
            {"label":"1e","probability":0.9982287883758545,"uri":"https://example.org/coins/1e",\
            "labels":{"de":"1 Euro","en":"1 euro","it":"1 euro"}},\
            {"label":"2c","probability":0.443759024143219,"uri":"https://example.org/coins/2c",\
            "labels":{"de":"2 Cent","en":"2 cents","it":"2 centesimi"}}],\
            "labels":[{"label":"1e","probability":0.9982287883758545,"uri":"https://example.org/coins/1e",\
            "labels":{"de":"1 Euro","en":"1 euro","it":"1 euro"}},\
            {"label":"2c","probability":0.443759024143219,"uri":"https://example.org/coins/2c",\
            "labels":{"de":"2 Cent","en":"2 cents","it":"2 centesimi"}}],\
            "threshold":0.2,"decodeMillis":39.285,"prepareMillis":92.083,"inferMillis":1.315,"totalMillis":227.129}""";

    static final String UNKNOWN_MODEL = """
            {"type":"urn:bottega:problem:unknown-model","title":"Unknown model","status":404,\
            "detail":"There is no model of this name.","expected":"one of colours, lookup, ornaments",\
            "received":"coins","remedy":"Ask for a model that is there (GET /models), or publish this one."}""";

    private Examples() {}
}
