package bottega.training.dataset;

/** Answers that were really sent. */
final class DataSetExamples {
    static final String CREATED = "{}";
    static final String ONE_CLASS = "{}";

    private DataSetExamples() {}
}
