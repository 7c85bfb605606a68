package bottega.training.dataset;

/** Answers that were really sent. */
final class DataSetExamples {
    static final String CREATED = """
            {"id": "01m822ap8fynf6xrk0gvcyw2ae", "name": "coins", "classes": [{"name": "10c", "pictures": 254}, \
            {"name": "1c", "pictures": 77}, {"name": "1e", "pictures": 248}, {"name": "20c", "pictures": 227}, \
            {"name": "2c", "pictures": 25}, {"name": "2e", "pictures": 45}, {"name": "50c", "pictures": 131}, \
            {"name": "5c", "pictures": 284}], "pictures": 1291, "bytes": 8069474, "skipped": [], "skippedFiles": 0, \
            "hash": "d2db6530040251e8af4ddffc08888cf0daeaf987bf4ec0bf6ab1c9a0b85eef80", \
            "createdAt": "2026-11-22T16:44:50.495Z"}
            """;
    static final String ONE_CLASS = """
            {"type": "urn:bottega:problem:one-class-only", "title": "One class only", "status": 422, \
            "detail": "A classifier needs something to tell apart, and only one folder has pictures.", \
            "pointer": "archive", "expected": "at least two folders with pictures", \
            "received": "the class lion alone", "remedy": "Add a second class, if need be one of everything else."}
            """;

    static final String IMPORTED = CREATED;
    static final String NUMBERS = """
            {}
            """;
    static final String BAD_VALUES = """
            {}
            """;

    private DataSetExamples() {}
}
