package bottega.inference.vision;

/** Answers that were really given; shown in OpenAPI. */
final class Examples {
    static final String CLASSIFICATION = """
            {"model":"ornaments","version":1,"predictions":[{"label":"meander","probability":0.9991680383682251},\
            {"label":"bead-and-reel","probability":8.267416269518435E-4},\
            {"label":"vitruvian-scroll","probability":4.978052402293542E-6}],\
            "decodeMillis":4.183,"prepareMillis":0.657,"inferMillis":1.65,"totalMillis":17.531}""";

    static final String SEVERAL_LABELS = """
            {}""";

    static final String UNKNOWN_MODEL = """
            {"type":"urn:bottega:problem:unknown-model","title":"Unknown model","status":404,\
            "detail":"There is no model of this name.","expected":"one of colours, lookup, ornaments",\
            "received":"coins","remedy":"Ask for a model that is there (GET /models), or publish this one."}""";

    private Examples() {}
}
