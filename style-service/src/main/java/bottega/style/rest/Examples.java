package bottega.style.rest;

/** Answers that were really sent, for the OpenAPI document. */
final class Examples {
    static final String QUEUED = "{}";
    static final String SUCCEEDED = "{}";
    static final String UNKNOWN_NETWORK = "{}";

    private Examples() {}
}
