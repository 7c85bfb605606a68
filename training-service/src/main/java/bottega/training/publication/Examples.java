package bottega.training.publication;

/** A request that was really sent and its answer, for OpenAPI. */
final class Examples {
    static final String PUBLICATION = "{\"name\": \"coins\"}";

    static final String PUBLISHED = """
            {
              "name": "coins", "version": 1, "run": "01m821y14cx8y81sbwp9q7pnwp",
              "labels": ["10c", "1c", "1e", "20c", "2c", "2e", "50c", "5c"]
            }\
            """;

    private Examples() {}
}
