package bottega.style.optimise;

/**
 * Minimises an {@link Objective} by limited-memory BFGS with a strong Wolfe line search. One object is one run; it is
 * used by one thread. An exception of the objective passes through {@link #iterate} and leaves the point as it was.
 */
public final class Lbfgs {
    private final Objective objective;
    private final LbfgsOptions options;
    private final History history;
    private float[] point;
    private float[] gradient;
    private double value;
    private boolean isEvaluated;
    private float[] direction;
    private float[] trialPoint;
    private float[] trialGradient;
    private float[] bestPoint;
    private float[] bestGradient;
    private long evaluations;

    /** @param start copied */
    public Lbfgs(Objective objective, float[] start, LbfgsOptions options) {
        this.objective = objective;
        this.options = options;
        this.history = new History(options.history());
        this.point = start.clone();
        this.gradient = new float[start.length];
        this.direction = new float[start.length];
        this.trialPoint = new float[start.length];
        this.trialGradient = new float[start.length];
        this.bestPoint = new float[start.length];
        this.bestGradient = new float[start.length];
    }

    /** Goes on from where a run stopped: with all its pairs, to the same numbers. */
    public static Lbfgs resume(Objective objective, LbfgsState state, LbfgsOptions options) {
        var lbfgs = new Lbfgs(objective, state.point(), options);
        System.arraycopy(state.gradient(), 0, lbfgs.gradient, 0, lbfgs.gradient.length);
        lbfgs.value = state.value();
        lbfgs.isEvaluated = true;
        int surplus = Math.max(0, state.pairs().size() - options.history());
        state.pairs().stream()
                .skip(surplus)
                .forEach(pair -> lbfgs.history.add(
                        pair.step().clone(), pair.gradientChange().clone()));
        return lbfgs;
    }

    /** The best point so far; the optimiser's own array, another one after the next iteration. */
    public float[] point() {
        return point;
    }

    /** At {@link #point}; NaN before the first iteration. */
    public double value() {
        return isEvaluated ? value : Double.NaN;
    }

    /** How often the objective was asked, by this object. */
    public long evaluations() {
        return evaluations;
    }

    /**
     * @param newestPairs how much of the history at most
     * @return the optimiser's own arrays, good until the next iteration
     * @throws IllegalStateException before the first iteration
     */
    public LbfgsState state(int newestPairs) {
        if (!isEvaluated) {
            throw new IllegalStateException("nothing was evaluated yet: iterate first");
        }
        return new LbfgsState(point, value, gradient, history.newest(newestPairs));
    }

    /**
     * One direction and one line search along it.
     *
     * @param evaluationsLeft at least 1; the line search takes what it has when they run out
     */
    public Step iterate(int evaluationsLeft) {
        int left = evaluationsLeft;
        if (!isEvaluated) {
            value = evaluate(point, gradient);
            left--;
            if (!Double.isFinite(value) || !Double.isFinite(Vectors.dot(gradient, gradient))) {
                return new Step.Diverged("The function gives no number at the start: value " + value + ".");
            }
            isEvaluated = true;
            if (left == 0) {
                return new Step.Moved(value);
            }
        }
        long before = evaluations;
        Step step = search(left);
        if (step instanceof Step.Converged && !history.isEmpty() && left > evaluations - before) {
            history.clear(); // a history that misleads looks like a minimum: once more along the gradient
            step = search((int) (left - (evaluations - before)));
        }
        return step;
    }

    private Step search(int evaluationsLeft) {
        history.direction(gradient, direction);
        double slope = Vectors.dot(gradient, direction);
        if (slope >= 0 && !history.isEmpty()) {
            history.clear();
            history.direction(gradient, direction);
            slope = Vectors.dot(gradient, direction);
        }
        int left = evaluationsLeft;
        if (slope == 0 && left > 1) {
            left--;
            slope = slopeAskedAgain();
        }
        if (slope == 0) {
            return new Step.Converged("The gradient is zero.");
        }
        double firstLength =
                history.isEmpty() ? options.firstStep() * point.length / Vectors.sumOfMagnitudes(direction) : 1;
        var start = new StrongWolfe.Trial(0, value, slope);
        int most = Math.min(left, options.evaluationsPerSearch());
        long before = evaluations;
        StrongWolfe.Trial end = new StrongWolfe(options, new AlongDirection(), start, most).search(firstLength);
        if (!end.isFinite()) {
            return new Step.Diverged("The function gives no number anywhere near: value " + end.value()
                    + " after a step of " + end.length() * Vectors.largestMagnitude(direction) + ".");
        }
        if (end == start) {
            boolean ranOut = evaluations - before == most && most < options.evaluationsPerSearch();
            return ranOut
                    ? new Step.Moved(value)
                    : new Step.Converged("No step along the direction lowers the value " + value + ".");
        }
        accept(end.value());
        return new Step.Moved(value);
    }

    /**
     * Before a run ends at a zero gradient: the gradient was once seen to be all zeros in the middle
     * of a descent. The pairs that those zeros gave are forgotten.
     */
    private double slopeAskedAgain() {
        value = evaluate(point, gradient);
        history.clear();
        history.direction(gradient, direction);
        return Vectors.dot(gradient, direction);
    }

    private void accept(double newValue) {
        history.add(point, bestPoint, gradient, bestGradient);
        float[] oldPoint = point;
        point = bestPoint;
        bestPoint = oldPoint;
        float[] oldGradient = gradient;
        gradient = bestGradient;
        bestGradient = oldGradient;
        value = newValue;
    }

    private double evaluate(float[] where, float[] gradientThere) {
        evaluations++;
        return objective.evaluate(where, gradientThere);
    }

    private final class AlongDirection implements StrongWolfe.Line {
        @Override
        public StrongWolfe.Trial evaluate(double length) {
            Vectors.scaledSum(trialPoint, point, length, direction);
            double trialValue = Lbfgs.this.evaluate(trialPoint, trialGradient);
            return new StrongWolfe.Trial(length, trialValue, Vectors.dot(trialGradient, direction));
        }

        @Override
        public void keep(StrongWolfe.Trial trial) {
            float[] otherPoint = bestPoint;
            bestPoint = trialPoint;
            trialPoint = otherPoint;
            float[] otherGradient = bestGradient;
            bestGradient = trialGradient;
            trialGradient = otherGradient;
        }
    }
}
