package bottega.common.training;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;

/** Refuses numbers out of their range; the pointer is relative to the record that has the number. */
final class Limits {
    private Limits() {}

    static int whole(String name, Integer value, int otherwise, int least, int most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw bad(name, "a whole number from " + least + " to " + most, value);
        }
        return value;
    }

    static double from(String name, Double value, double otherwise, double least, double most) {
        if (value == null) {
            return otherwise;
        }
        // Written so that NaN is refused.
        if (!(value >= least && value <= most)) {
            throw bad(name, "a number from " + shown(least) + " to " + shown(most), value);
        }
        return value;
    }

    static double above(String name, Double value, double otherwise, double below, double most) {
        if (value == null) {
            return otherwise;
        }
        if (!(value > below && value <= most)) {
            throw bad(name, "a number above " + shown(below) + " and at most " + shown(most), value);
        }
        return value;
    }

    static double below(String name, Double value, double otherwise, double least, double above) {
        if (value == null) {
            return otherwise;
        }
        if (!(value >= least && value < above)) {
            throw bad(name, "a number from " + shown(least) + " to below " + shown(above), value);
        }
        return value;
    }

    static ProblemException bad(String name, Object expected, Object received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The run cannot be started with this value")
                .at(name.isEmpty() ? null : "/" + name.replace("~", "~0").replace("/", "~1"))
                .expected(expected)
                .received(received)
                .remedy("send the request again with a value as expected, or leave it out for the default")
                .exception();
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
