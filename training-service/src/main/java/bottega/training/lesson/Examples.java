package bottega.training.lesson;

/** Requests that were really sent, and an answer. */
final class Examples {
    static final String NEURON_POINT = """
            {"point": {"a1": 185, "a2": 85, "expected": 0}}\
            """;
    static final String NEURON_RAW = """
            {"standardise": false, "learningRate": 0.00001, "epochs": 5000}\
            """;
    static final String DELTA_RULE = """
            {"epochs": 100, "miniBatch": 2, "seed": 7}\
            """;
    static final String CONVOLUTION = """
            {"matrix": [[1, 1, 1, 3], [4, 6, 4, 8], [30, 0, 1, 5], [0, 2, 2, 4]], \
            "filters": [[[1, 0], [0, 1]], [[0, 1], [1, 0]]], "padding": 1, "stride": 1, \
            "pooling": {"kind": "average", "size": 2}}\
            """;
    static final String DIGITS = """
            {"activation": "sigmoid", "epochs": 1000, "seed": 1}\
            """;
    static final String FIT = """
            {"task": "cloud", "show": "sizes", "seed": 1}\
            """;
    static final String FIT_REMEDIES = """
            {"task": "curve", "show": "remedies", "seed": 1}\
            """;
    static final String FIT_OWN = """
            {"task": "curve", "hidden": [20, 20], "weightDecay": 0.001, "points": 60}\
            """;
    /** The first two of {"task": "curve"}. */
    static final String FIT_EVENTS = """
            id:1
            event:progress
            data:{"step":0,"of":9000,"fit":"too-small","fitStep":0,"trainingLoss":0.6322845571856569,"validationLoss":0.5834761709408937}

            id:2
            event:progress
            data:{"step":30,"of":9000,"fit":"too-small","fitStep":30,"trainingLoss":0.6072050635699212,"validationLoss":0.5507968474273777}
            """;

    static final String DIGITS_28_MNIST = """
            {"dataset": "01m82s5bqbz5jmj6mnkbsn47am", "epochs": 5, "seed": 2}\
            """;
    static final String DIGITS_28_ACCEPTED = """
            {"parameters": {"pictures": 300, "epochs": 10, "batchSize": 32, "learningRate": 0.2, "momentum": 0.9, "seed": \
            1}, "weights": 13002, "run": {"id": "01m82s08asrf316vmrzmpz6rqa", "state": "QUEUED", "attempt": 0, \
            "parameters": {"dataset": "01m82rzw69s2bv65yqgs0kf29q", "network": "mlp-784-16-16-10", "epochs": 10, \
            "batchSize": 32, "partSize": 32, "learningRate": 0.2, "optimiser": {"kind": "sgd", "momentum": 0.9, \
            "nesterov": false, "weightDecay": 0.0}, "schedule": {"kind": "cosine", "endFraction": 0.0, "warmUpSteps": 0}, \
            "loss": {"labelSmoothing": 0.0}, "seed": 1, "inputSize": 28, "validationFraction": 0.2, "testFraction": 0.0, \
            "cropPolicy": "center-crop", "augmentation": {}}, "createdAt": "2026-11-22T23:21:01.907Z", "links": \
            {"calibration": "/runs/01m82s08asrf316vmrzmpz6rqa/calibration.png", "confusionMatrix": \
            "/runs/01m82s08asrf316vmrzmpz6rqa/confusion-matrix.png", "curves": \
            "/runs/01m82s08asrf316vmrzmpz6rqa/curves.png", "dataset": "/datasets/01m82rzw69s2bv65yqgs0kf29q", "events": \
            "/runs/01m82s08asrf316vmrzmpz6rqa/events", "filters": "/runs/01m82s08asrf316vmrzmpz6rqa/filters.png", \
            "gradients": "/runs/01m82s08asrf316vmrzmpz6rqa/gradients.png", "judgement": \
            "/runs/01m82s08asrf316vmrzmpz6rqa/judgement", "mistakes": "/runs/01m82s08asrf316vmrzmpz6rqa/mistakes.png", \
            "publication": "/runs/01m82s08asrf316vmrzmpz6rqa/publication", "self": "/runs/01m82s08asrf316vmrzmpz6rqa", \
            "split": "/runs/01m82s08asrf316vmrzmpz6rqa/split"}}, "lookAt": ["While it learns: \
            /runs/01m82s08asrf316vmrzmpz6rqa/events (server-sent events), /runs/01m82s08asrf316vmrzmpz6rqa/curves.png from \
            the first epoch on.", "At the end: /runs/01m82s08asrf316vmrzmpz6rqa/filters.png is the first layer, a picture \
            for each of its 16 neurons. Pixels at the rim that never have ink keep the random weights they began with.", \
            "/runs/01m82s08asrf316vmrzmpz6rqa/gradients.png: with sigmoids the gradient of the first layer is the smallest \
            for most of the way, as in the lesson of 5x5 digits.", "/runs/01m82s08asrf316vmrzmpz6rqa/confusion-matrix.png \
            and /runs/01m82s08asrf316vmrzmpz6rqa/mistakes.png: which digits it takes for which, and whether you would have \
            known better."], "notes": ["These digits are drawn by the lesson from lines, each turned, slanted and moved a \
            little. They are easier than MNIST's: a figure reached with them says nothing about handwriting.", "The slides \
            do not say what the network learns with; here it is softmax and cross-entropy, SGD with momentum and a \
            learning rate that falls to 0.", "On the engine's one lane it waits for runs that were queued before it."]}\
            """;
    static final String DIGITS_28 = """
            {"epochs": 10, "seed": 1}\
            """;
    static final String REFUSED = """
            {"type": "urn:bottega:problem:invalid-parameter", "title": "Invalid parameter", "status": 400, \
            "detail": "The lesson cannot be run with this value.", "pointer": "/epochs", \
            "expected": "a whole number from 1 to 20000", "received": "0", \
            "remedy": "Send the request again with a value as expected, or leave it out for the default."}\
            """;

    private Examples() {}
}
