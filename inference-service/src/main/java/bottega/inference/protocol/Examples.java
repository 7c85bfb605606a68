package bottega.inference.protocol;

/** What was really sent to a model of three classes, and what it answered; shown in OpenAPI. */
final class Examples {
    static final String REQUEST = """
            {"id":"42","inputs":[{"name":"image","shape":[1,1,1,3],"datatype":"UINT8","data":[200,100,50]}],\
            "outputs":[{"name":"probabilities"}]}""";

    static final String RESPONSE = """
            {"model_name":"colours","model_version":"1","id":"42","outputs":[{"name":"probabilities","shape":[1,3],\
            "datatype":"FP32","data":[0.9779012,0.019372214,0.0027265998]}]}""";

    private Examples() {}
}
