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

    static final String AUGMENTED_REQUEST = """
            {"dataset": "01m82e1tv08tsqge6yhw371myc", "network": "lenet", "epochs": 4, "seed": 1,
             "augmentation": {"preset": "light", "rotation": {"degrees": 180}, "horizontalFlip": {}}}\
            """;

    static final String AUGMENTED_ACCEPTED = """
            {"id": "01m82e26p2eqjxa96g19ey0hr6", "state": "QUEUED", "attempt": 0, "parameters": {"dataset":
            "01m82e1tv08tsqge6yhw371myc", "network": "lenet", "epochs": 4, "batchSize": 32, "partSize": 32,
            "learningRate": 0.001, "optimiser": {"kind": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon":
            1.0E-8, "weightDecay": 0.0}, "schedule": {"kind": "constant", "warmUpSteps": 0}, "loss":
            {"labelSmoothing": 0.0}, "seed": 1, "inputSize": 32, "validationFraction": 0.2, "cropPolicy":
            "center-crop", "augmentation": {"crop": {"probability": 1.0, "scale": {"from": 0.7, "to": 1.0},
            "ratio": {"from": 0.9, "to": 1.1111111111111112}}, "rotation": {"probability": 1.0, "degrees":
            180.0, "edges": "reflect"}, "horizontalFlip": {"probability": 0.5}, "colour": {"probability": 1.0,
            "brightness": 0.2, "contrast": 0.2, "saturation": 0.2, "hue": 0.02}}}, "createdAt":
            "2026-11-22T20:09:51.161Z", "links": {"self": "/runs/01m82e26p2eqjxa96g19ey0hr6", "publication":
            "/runs/01m82e26p2eqjxa96g19ey0hr6/publication", "dataset": "/datasets/01m82e1tv08tsqge6yhw371myc",
            "events": "/runs/01m82e26p2eqjxa96g19ey0hr6/events"}}\
            """;

    private Examples() {}
}
