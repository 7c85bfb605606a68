package bottega.style.job;

/** The names of what lies in a job's folder. */
public final class JobFiles {
    /** The content, at the result's size. */
    public static final String CONTENT = "content.png";
    /** The style, its longer side as long as the result's. */
    public static final String STYLE = "style.png";

    public static final String PREVIEW = "preview.png";
    public static final String RESULT = "result.png";
    static final String CHECKPOINT = "checkpoint.safetensors";

    private JobFiles() {}
}
