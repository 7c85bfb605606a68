package bottega.inference.protocol;

/** What was really sent to a model of two classes, and what it answered; shown in OpenAPI. */
final class Examples {
    static final String REQUEST = """
            {"id":"42","inputs":[{"name":"image","shape":[1,1,2,3],"datatype":"UINT8","data":[255,0,0,255,0,0]}],\
            "outputs":[{"name":"probabilities"}]}""";

    static final String RESPONSE = """
            {}""";

    private Examples() {}
}
