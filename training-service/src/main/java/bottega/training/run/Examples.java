package bottega.training.run;

/** Requests and answers that were really sent, for OpenAPI. */
final class Examples {
    static final String REQUEST = """
            {"dataset": "DATASET", "network": "lenet", "epochs": 8, "seed": 1}\
            """;
    static final String ACCEPTED = """
            {}\
            """;
    static final String RUNNING = """
            {}\
            """;

    private Examples() {}
}
