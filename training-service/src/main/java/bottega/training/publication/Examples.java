package bottega.training.publication;

/** Requests that were really sent and their answers, for OpenAPI. */
final class Examples {
    static final String PUBLICATION = "{\"name\": \"coins\"}";

    static final String PUBLISHED = """
            {
              "name": "coins", "version": 1, "run": "01m821y14cx8y81sbwp9q7pnwp",
              "labels": ["10c", "1c", "1e", "20c", "2c", "2e", "50c", "5c"]
            }\
            """;

    static final String DESCRIBED = """
            {"name": "coins", "description": "Euro coins, photographed one by one.",
             "intendedUse": "To sort visitors' photographs at the coin desk.\\n\\nNot for dating or authenticating coins.",
             "licence": "CC BY 4.0", "contact": "coins@museum.example"}\
            """;

    static final String DESCRIBED_PUBLISHED = """
            {"name": "coins", "version": 1, "run": "01m82sa97nxdgxqh0z63472sdd",
             "labels": ["10c", "1c", "1e", "20c", "2c", "2e", "50c", "5c"]}\
            """;

    private Examples() {}
}
