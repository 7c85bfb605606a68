package bottega.inference.vision;

/** Answers that were really given; shown in OpenAPI. */
final class Examples {
    static final String CLASSIFICATION = """
            {}""";

    static final String UNKNOWN_MODEL = """
            {}""";

    private Examples() {}
}
