package bottega.style.optimise;

/**
 * Finds a step length that satisfies the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6, with
 * cubic interpolation), or the best one with sufficient decrease when the evaluations run out.
 */
final class StrongWolfe {
    private final LbfgsOptions options;
    private final Line line;
    private final Trial start;
    private int evaluationsLeft;

    /** The function along the search direction. */
    interface Line {
        Trial evaluate(double length);

        /** {@code trial}, just evaluated, is the best so far: its point and gradient will be wanted. */
        void keep(Trial trial);
    }

    /**
     * @param length of the step, in multiples of the direction
     * @param value of the function there
     * @param slope its derivative along the direction
     */
    record Trial(double length, double value, double slope) {
        boolean isFinite() {
            return Double.isFinite(value) && Double.isFinite(slope);
        }
    }

    /** @param start at length 0, with a negative slope */
    StrongWolfe(LbfgsOptions options, Line line, Trial start, int evaluations) {
        this.options = options;
        this.line = line;
        this.start = start;
        this.evaluationsLeft = evaluations;
    }

    /** The kept trial; {@code start} when no length gave a sufficient decrease; a trial that is not finite when none was. */
    Trial search(double firstLength) {
        Trial previous = start;
        double length = firstLength;
        Trial trial = start;
        while (evaluationsLeft > 0) {
            trial = evaluate(length);
            if (!trial.isFinite()
                    || !decreasesEnough(trial)
                    || (previous != start && trial.value() >= previous.value())) {
                return zoom(previous, trial);
            }
            line.keep(trial);
            if (isFlatEnough(trial)) {
                return trial;
            }
            if (trial.slope() >= 0) {
                return zoom(trial, previous);
            }
            double wider = minimiser(previous, trial);
            length = Math.clamp(Double.isFinite(wider) ? wider : 0, 2 * length, 10 * length);
            previous = trial;
        }
        return previous;
    }

    /** @param low the best end of the bracket, kept unless it is {@code start}; @param high the other, maybe not finite */
    private Trial zoom(Trial low, Trial high) {
        boolean anyFinite = low != start || high.isFinite();
        while (evaluationsLeft > 0) {
            Trial trial = evaluate(inside(low, high));
            anyFinite |= trial.isFinite();
            if (!trial.isFinite() || !decreasesEnough(trial) || trial.value() >= low.value()) {
                high = trial;
            } else {
                line.keep(trial);
                if (isFlatEnough(trial)) {
                    return trial;
                }
                if (trial.slope() * (high.length() - low.length()) >= 0) {
                    high = low;
                }
                low = trial;
            }
            if (Math.abs(high.length() - low.length()) <= 1e-9 * Math.max(high.length(), low.length())) {
                break;
            }
        }
        return anyFinite ? low : high;
    }

    private Trial evaluate(double length) {
        evaluationsLeft--;
        return line.evaluate(length);
    }

    private boolean decreasesEnough(Trial trial) {
        double allowed = start.value()
                + options.sufficientDecrease() * trial.length() * start.slope()
                + options.precision() * Math.abs(start.value());
        return trial.value() <= allowed;
    }

    private boolean isFlatEnough(Trial trial) {
        return Math.abs(trial.slope()) <= -options.curvature() * start.slope();
    }

    /** A length well inside the bracket, where a cubic through both ends has its minimum. */
    private static double inside(Trial low, Trial high) {
        double width = high.length() - low.length();
        if (!high.isFinite()) {
            return low.length() + 0.1 * width;
        }
        double fraction = (minimiser(low, high) - low.length()) / width;
        return low.length() + width * (Double.isNaN(fraction) ? 0.5 : Math.clamp(fraction, 0.1, 0.9));
    }

    /** Of the cubic with the values and slopes of both trials (Nocedal and Wright, equation 3.59); NaN without one. */
    private static double minimiser(Trial a, Trial b) {
        double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.length() - b.length());
        double radicand = d1 * d1 - a.slope() * b.slope();
        double d2 = Math.signum(b.length() - a.length()) * Math.sqrt(radicand);
        return b.length() - (b.length() - a.length()) * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
    }
}
