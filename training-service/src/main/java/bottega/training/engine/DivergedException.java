package bottega.training.engine;

/** The loss became infinite or no number: the weights are lost. */
public final class DivergedException extends RuntimeException {
    private final double loss;

    DivergedException(int epoch, int batch, double loss) {
        super("the loss became " + loss + " in epoch " + epoch + ", batch " + batch);
        this.loss = loss;
    }

    public double loss() {
        return loss;
    }
}
