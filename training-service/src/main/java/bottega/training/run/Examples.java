package bottega.training.run;

/** Requests that were really sent and their answers, for OpenAPI. */
final class Examples {
    static final String REQUEST = """
            {"dataset": "01m821tg0ar89narh13wg3jrks", "network": "lenet", "epochs": 12, "seed": 1}\
            """;

    static final String ACCEPTED = """
            {
              "id": "01m821y14cx8y81sbwp9q7pnwp",
              "state": "QUEUED",
              "attempt": 0,
              "parameters": {
                "dataset": "01m821tg0ar89narh13wg3jrks", "network": "lenet", "epochs": 12, "batchSize": 32,
                "learningRate": 0.001, "seed": 1, "inputSize": 32, "validationFraction": 0.2, "cropPolicy": "center-crop"
              },
              "createdAt": "2026-11-22T16:37:51.414Z",
              "links": {
                "dataset": "/datasets/01m821tg0ar89narh13wg3jrks",
                "events": "/runs/01m821y14cx8y81sbwp9q7pnwp/events",
                "self": "/runs/01m821y14cx8y81sbwp9q7pnwp",
                "publication": "/runs/01m821y14cx8y81sbwp9q7pnwp/publication"
              }
            }\
            """;

    private Examples() {}
}
