package bottega.training.engine;

/** The loss or a gradient became infinite or no number: the weights are lost, or would be with the next step. */
public final class DivergedException extends RuntimeException {
    private final double value;

    /**
     * @param what {@code loss}, {@code gradient}
     * @param layer where it was first seen: the name of a parameter or of a tap
     */
    DivergedException(String what, double value, int epoch, int batch, String layer) {
        super("the " + what + " became " + value + " in epoch " + epoch + ", batch " + batch + ", first at " + layer);
        this.value = value;
    }

    public double value() {
        return value;
    }
}
