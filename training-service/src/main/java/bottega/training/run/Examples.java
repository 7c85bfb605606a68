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
                "publication": "/runs/01m821y14cx8y81sbwp9q7pnwp/publication",
            "judgement": "/runs/01m821y14cx8y81sbwp9q7pnwp/judgement", "curves": "/runs/01m821y14cx8y81sbwp9q7pnwp/curves.png",
            "confusionMatrix": "/runs/01m821y14cx8y81sbwp9q7pnwp/confusion-matrix.png",
            "calibration": "/runs/01m821y14cx8y81sbwp9q7pnwp/calibration.png",
            "gradients": "/runs/01m821y14cx8y81sbwp9q7pnwp/gradients.png", "mistakes": "/runs/01m821y14cx8y81sbwp9q7pnwp/mistakes.png",
            "filters": "/runs/01m821y14cx8y81sbwp9q7pnwp/filters.png", "taps": "/runs/01m821y14cx8y81sbwp9q7pnwp/taps"
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
            "/runs/01m82e26p2eqjxa96g19ey0hr6/publication",
            "judgement": "/runs/01m82e26p2eqjxa96g19ey0hr6/judgement", "curves": "/runs/01m82e26p2eqjxa96g19ey0hr6/curves.png",
            "confusionMatrix": "/runs/01m82e26p2eqjxa96g19ey0hr6/confusion-matrix.png",
            "calibration": "/runs/01m82e26p2eqjxa96g19ey0hr6/calibration.png",
            "gradients": "/runs/01m82e26p2eqjxa96g19ey0hr6/gradients.png", "mistakes": "/runs/01m82e26p2eqjxa96g19ey0hr6/mistakes.png",
            "filters": "/runs/01m82e26p2eqjxa96g19ey0hr6/filters.png", "taps": "/runs/01m82e26p2eqjxa96g19ey0hr6/taps", "dataset": "/datasets/01m82e1tv08tsqge6yhw371myc",
            "events": "/runs/01m82e26p2eqjxa96g19ey0hr6/events"}}\
            """;
    static final String TUNED_REQUEST = """
            {"dataset": "01m82fddsm4v8w4mtjptgrhqwf", "network": "lenet", "epochs": 12, "batchSize": 32,
            "learningRate": 0.01, "optimiser": {"kind": "sgd", "momentum": 0.9, "nesterov": true, "weightDecay":
            0.0005}, "schedule": {"kind": "cosine", "warmUpSteps": 30}, "loss": {"labelSmoothing": 0.1,
            "classWeights": "balanced"}, "clipNorm": 5, "earlyStopping": {"metric": "accuracy", "patience": 4},
            "seed": 1}\
            """;

    static final String TUNED_ACCEPTED = """
            {"id": "01m82fj18bwfxmkz7c6pzxdvwj", "state": "QUEUED", "attempt": 0, "parameters": {"dataset":
            "01m82fddsm4v8w4mtjptgrhqwf", "network": "lenet", "epochs": 12, "batchSize": 32, "partSize": 32,
            "learningRate": 0.01, "optimiser": {"kind": "sgd", "momentum": 0.9, "nesterov": true, "weightDecay":
            0.0005}, "schedule": {"kind": "cosine", "endFraction": 0.0, "warmUpSteps": 30}, "loss":
            {"labelSmoothing": 0.1, "classWeights": {"10c": 0.6360837438423645, "1c": 2.0826612903225805, "1e":
            0.6521464646464646, "20c": 0.709478021978022, "2c": 6.45625, "2e": 3.5868055555555554, "50c":
            1.2297619047619048, "5c": 0.5688325991189427}}, "clipNorm": 5.0, "earlyStopping": {"metric": "accuracy",
            "patience": 4, "minimumImprovement": 0.0}, "seed": 1, "inputSize": 32, "validationFraction": 0.2,
            "cropPolicy": "center-crop", "augmentation": {}}, "createdAt": "2026-11-22T20:35:59.141Z", "links":
            {"events": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/events", "self": "/runs/01m82fj18bwfxmkz7c6pzxdvwj",
            "publication": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/publication",
            "judgement": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/judgement", "curves": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/curves.png",
            "confusionMatrix": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/confusion-matrix.png",
            "calibration": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/calibration.png",
            "gradients": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/gradients.png", "mistakes": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/mistakes.png",
            "filters": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/filters.png", "taps": "/runs/01m82fj18bwfxmkz7c6pzxdvwj/taps", "dataset":
            "/datasets/01m82fddsm4v8w4mtjptgrhqwf"}}\
            """;

    static final String NUMBERS_REQUEST = """
            {"dataset": "01m82swkjvsft2zr3hjb0z021a", "network": "mlp", "hidden": [20, 20], "epochs": 40, "learningRate": 0.01,
            "testFraction": 0.2, "seed": 1}\
            """;

    static final String TRANSFERRED_REQUEST = """
            {"dataset": "01m82hpxme0wxc2t30t5yr3xzd", "network": "squeezenet", "epochs": 5, "learningRate":
            0.0005, "seed": 1, "inputSize": 112, "start": {"weights": "squeezenet_v1.0_decoded.safetensors",
            "frozenEpochs": 2, "preprocessing": "caffe"}}\
            """;

    static final String TRANSFERRED_ACCEPTED = """
            {"id": "01m82hpze7pjt5ctk4qqakwq0w", "state": "QUEUED", "attempt": 0, "parameters": {"dataset":
            "01m82hpxme0wxc2t30t5yr3xzd", "network": "squeezenet", "epochs": 5, "batchSize": 32, "partSize": 32,
            "learningRate": 0.0005, "optimiser": {"kind": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon":
            1e-08, "weightDecay": 0.0}, "schedule": {"kind": "constant", "warmUpSteps": 0}, "loss":
            {"labelSmoothing": 0.0}, "seed": 1, "inputSize": 112, "validationFraction": 0.2, "cropPolicy":
            "center-crop", "augmentation": {}, "start": {"weights": "squeezenet_v1.0_decoded.safetensors",
            "file": "squeezenet_v1.0_decoded.safetensors", "sha256":
            "6a6e54713e0b07fceff89555c55990cefb97fe56719210ca13af6f775d074dc9", "frozenEpochs": 2,
            "preprocessing": "caffe"}}, "createdAt": "2026-11-22T21:13:37.521Z", "links": {"publication":
            "/runs/01m82hpze7pjt5ctk4qqakwq0w/publication", "judgement": "/runs/01m82hpze7pjt5ctk4qqakwq0w/judgement", "curves": "/runs/01m82hpze7pjt5ctk4qqakwq0w/curves.png", "confusionMatrix": "/runs/01m82hpze7pjt5ctk4qqakwq0w/confusion-matrix.png",
            "calibration": "/runs/01m82hpze7pjt5ctk4qqakwq0w/calibration.png", "gradients": "/runs/01m82hpze7pjt5ctk4qqakwq0w/gradients.png",
            "mistakes": "/runs/01m82hpze7pjt5ctk4qqakwq0w/mistakes.png", "filters": "/runs/01m82hpze7pjt5ctk4qqakwq0w/filters.png", "taps": "/runs/01m82hpze7pjt5ctk4qqakwq0w/taps",
            "self": "/runs/01m82hpze7pjt5ctk4qqakwq0w",
            "events": "/runs/01m82hpze7pjt5ctk4qqakwq0w/events", "dataset":
            "/datasets/01m82hpxme0wxc2t30t5yr3xzd"}}\
            """;

    static final String SEARCH = """
            {"run": {"dataset": "01m82fddsm4v8w4mtjptgrhqwf", "network": "lenet", "optimiser": {"kind": "sgd",
            "momentum": 0.9}, "seed": 1}, "steps": 60}\
            """;

    static final String SEARCH_ACCEPTED = """
            {"id": "01m82fj0v2c0hqv1mskjer8ejs", "state": "QUEUED", "attempt": 0, "parameters": {"run": {"dataset":
            "01m82fddsm4v8w4mtjptgrhqwf", "network": "lenet", "epochs": 1, "batchSize": 32, "partSize": 32,
            "learningRate": 1.0, "optimiser": {"kind": "sgd", "momentum": 0.9, "nesterov": false, "weightDecay":
            0.0}, "schedule": {"kind": "constant", "warmUpSteps": 0}, "loss": {"labelSmoothing": 0.0}, "seed": 1,
            "inputSize": 32, "validationFraction": 0.2, "cropPolicy": "center-crop", "augmentation": {}}, "least":
            1e-06, "most": 1.0, "steps": 60}, "createdAt": "2026-11-22T20:35:57.985Z", "links": {"events":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs/events", "self":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs", "chart":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs/chart", "dataset":
            "/datasets/01m82fddsm4v8w4mtjptgrhqwf"}}\
            """;

    /** Three of its points. */
    static final String SEARCH_DONE = """
            {"id": "01m82fj0v2c0hqv1mskjer8ejs", "state": "SUCCEEDED", "attempt": 1, "progress": {"step": 60, "of":
            60}, "metrics": {"learningRate": 0.39194067748472167, "loss": 62.21240234375}, "result": {"points":
            [{"rate": 1e-06, "loss": 2.3067288398742676, "smoothed": 2.3067288398742676}, {"rate":
            0.0007038135554931556, "loss": 2.0495967864990234, "smoothed": 2.037182228905814}, {"rate":
            0.39194067748472167, "loss": 62.21240234375, "smoothed": 62.21240234375}], "suggestion":
            0.0008895134973108236, "rateOfLeastLoss": 0.0376939097538836, "end": "ROSE", "device": "cpu()"},
            "createdAt": "2026-11-22T20:35:57.985Z", "startedAt": "2026-11-22T20:35:58.138Z", "finishedAt":
            "2026-11-22T20:36:05.567Z", "links": {"events":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs/events", "self":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs", "chart":
            "/learning-rate-searches/01m82fj0v2c0hqv1mskjer8ejs/chart", "dataset":
            "/datasets/01m82fddsm4v8w4mtjptgrhqwf"}}\
            """;

    private Examples() {}
}
