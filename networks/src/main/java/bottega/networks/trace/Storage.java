package bottega.networks.trace;

/** The memory behind one or several recorded arrays; writing in place is sound only while exactly one uses it. */
final class Storage {
    private final Recorder recorder;
    private final boolean readOnly;
    private boolean shared;

    /** @param readOnly whether it is an input or a parameter */
    Storage(Recorder recorder, boolean readOnly) {
        this.recorder = recorder;
        this.readOnly = readOnly;
    }

    Storage share() {
        shared = true;
        return this;
    }

    void checkWritable(String method) {
        if (readOnly) {
            throw new TraceException(method + " writes into an input or a parameter, at " + recorder.place()
                    + ": use the method that returns a new array");
        }
        if (shared) {
            throw new TraceException(method + " writes in place through a view (an array that shares memory with"
                    + " another), at " + recorder.place()
                    + ": the other would change unseen; use the method that returns a new array");
        }
    }
}
