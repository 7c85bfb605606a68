package bottega.common.inference;

/** Whether requests for a model can be answered. */
public enum ModelState {
    /** Found, and being read for the first time. */
    LOADING,
    /** A version is loaded; newer ones may have failed. */
    READY,
    /** No version could be loaded. */
    FAILED
}
