package bottega.style.rest;

/** Answers that were really sent, for the OpenAPI document. */
final class Examples {
    private static final String NETWORK_AND_PARAMETERS = """
              "network": {
                "name": "vgg19-distilled-16x",
                "source": "weights/vgg19-distilled-16x.safetensors"
              },
              "parameters": {
                "kind": "style-transfer",
                "size": 256,
                "steps": 200,
                "contentWeight": 1.0,
                "styleWeight": 400.0,
                "normalisation": "relative",
                "network": "vgg19-distilled-16x",
                "seed": 1,
                "start": "content",
                "pooling": "average",
                "historySize": 20
              },""";

    static final String QUEUED = """
            {
              "id": "01m8258m7hvaqg5j2dhr41vnvc",
              "kind": "style-transfer",
              "state": "QUEUED",
              "attempt": 0,
            """ + NETWORK_AND_PARAMETERS + """

              "createdAt": "2026-11-22T17:36:04.487Z",
              "links": {
                "self": "/jobs/01m8258m7hvaqg5j2dhr41vnvc",
                "events": "/jobs/01m8258m7hvaqg5j2dhr41vnvc/events"
              }
            }""";

    static final String SUCCEEDED = """
            {
              "id": "01m8258m7hvaqg5j2dhr41vnvc",
              "kind": "style-transfer",
              "state": "SUCCEEDED",
              "attempt": 1,
              "progress": {
                "step": 200,
                "of": 200
              },
              "metrics": {
                "contentLoss": 0.1322470198004433,
                "styleLoss": 8.961763858383553e-05,
                "totalLoss": 0.1680940752339775
              },
            """ + NETWORK_AND_PARAMETERS + """

              "result": {
                "width": 256,
                "height": 192,
                "evaluations": 200,
                "start": {
                  "contentLoss": 0.0,
                  "styleLoss": 0.07562167777955098,
                  "totalLoss": 30.248671111820393
                },
                "end": {
                  "contentLoss": 0.1322470198004433,
                  "styleLoss": 8.961763858383553e-05,
                  "totalLoss": 0.1680940752339775
                }
              },
              "createdAt": "2026-11-22T17:36:04.487Z",
              "startedAt": "2026-11-22T17:36:04.567Z",
              "finishedAt": "2026-11-22T17:36:24.655Z",
              "links": {
                "self": "/jobs/01m8258m7hvaqg5j2dhr41vnvc",
                "events": "/jobs/01m8258m7hvaqg5j2dhr41vnvc/events",
                "preview": "/jobs/01m8258m7hvaqg5j2dhr41vnvc/preview",
                "result": "/jobs/01m8258m7hvaqg5j2dhr41vnvc/result"
              }
            }""";

    static final String UNKNOWN_NETWORK = """
            {
              "type": "urn:bottega:problem:unknown-network",
              "title": "Unknown network",
              "status": 422,
              "detail": "There is no weight file of that name.",
              "pointer": "/network",
              "expected": "one of [vgg19-distilled-16x, random]",
              "received": "vgg16",
              "remedy": "Put vgg16.safetensors into BOTTEGA_HOME/weights, or name a network that is there."
            }""";

    private Examples() {}
}
