package bottega.networks.trace;

/** The memory behind one or several recorded arrays; writing in place is sound only while exactly one uses it. */
final class Storage {
    private final boolean readOnly;
    private boolean shared;

    /** @param readOnly whether it is an input or a parameter */
    Storage(boolean readOnly) {
        this.readOnly = readOnly;
    }

    Storage share() {
        shared = true;
        return this;
    }

    void checkWritable(String method) {
        if (readOnly) {
            throw new TraceException(method + " writes into an input or a parameter, at " + Recorder.callSite()
                    + ": use the method that returns a new array");
        }
        if (shared) {
            throw new TraceException(method + " writes in place through a view (an array that shares memory with"
                    + " another), at " + Recorder.callSite()
                    + ": the other would change unseen; use the method that returns a new array");
        }
    }
}
