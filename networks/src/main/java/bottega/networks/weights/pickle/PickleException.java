package bottega.networks.weights.pickle;

/** A pickle that is damaged, or asks for what is not built. */
public final class PickleException extends RuntimeException {
    private final boolean refused;
    private final String where;
    private final String expected;
    private final String received;

    private PickleException(boolean refused, String where, Object expected, Object received, Throwable cause) {
        super(where + ": expected " + expected + ", received " + received, cause);
        this.refused = refused;
        this.where = where;
        this.expected = String.valueOf(expected);
        this.received = String.valueOf(received);
    }

    public static PickleException damaged(String where, Object expected, Object received) {
        return new PickleException(false, where, expected, received, null);
    }

    public static PickleException damaged(String where, Object expected, Object received, Throwable cause) {
        return new PickleException(false, where, expected, received, cause);
    }

    /** A sound pickle may hold this, but it is not built here. */
    public static PickleException refused(String where, Object expected, Object received) {
        return new PickleException(true, where, expected, received, null);
    }

    public boolean isRefused() {
        return refused;
    }

    public String where() {
        return where;
    }

    public String expected() {
        return expected;
    }

    public String received() {
        return received;
    }
}
