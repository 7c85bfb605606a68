package bottega.training.lesson;

import bottega.common.lesson.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/** Keeps every n-th value, so that there are at most 300, and the last. */
final class Curve {
    private static final int MOST_POINTS = 300;

    private final int every;
    private final int epochs;
    private final List<CurvePoint> points = new ArrayList<>();

    Curve(int epochs) {
        this.epochs = epochs;
        // with epoch 0 there is one value more than there are epochs
        every = Math.ceilDiv(epochs + 1, MOST_POINTS);
    }

    /** @return whether it is kept */
    boolean add(int epoch, double value) {
        boolean kept = epoch % every == 0 || epoch == epochs;
        if (kept) {
            points.add(new CurvePoint(epoch, value));
        }
        return kept;
    }

    List<CurvePoint> points() {
        return List.copyOf(points);
    }
}
