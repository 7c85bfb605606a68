package bottega.networks.trace;

/** A block did something that a trace cannot keep; the message says what, where, and what to do instead. */
public final class TraceException extends RuntimeException {
    public TraceException(String message) {
        super(message);
    }

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}
