package bottega.common.augmentation;

import bottega.common.problem.Problem;
import java.util.Objects;

/** Refuses values in the words of the caller; pointers are relative to the transform. */
final class Checks {
    private Checks() {}

    static double probability(Double value, double otherwise) {
        return within("/probability", value, otherwise, 0, 1);
    }

    /** Written so that NaN is refused. */
    static double within(String pointer, Double value, double otherwise, double least, double most) {
        double number = Objects.requireNonNullElse(value, otherwise);
        if (!(number >= least && number <= most)) {
            throw refused(pointer, "a number from " + shown(least) + " to " + shown(most), shown(number));
        }
        return number;
    }

    static Range within(String pointer, Range value, Range otherwise, double least, double most) {
        Range range = Objects.requireNonNullElse(value, otherwise);
        if (!(range.from() >= least && range.to() <= most && range.from() <= range.to())) {
            throw refused(
                    pointer,
                    "a range within " + shown(least) + " to " + shown(most) + ", `from` not above `to`",
                    shown(range.from()) + " to " + shown(range.to()));
        }
        return range;
    }

    static int whole(String pointer, Integer value, int otherwise, int least, int most) {
        int number = Objects.requireNonNullElse(value, otherwise);
        if (number < least || number > most) {
            throw refused(pointer, "a whole number from " + least + " to " + most, number);
        }
        return number;
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static RuntimeException refused(String pointer, String expected, Object received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The augmentation cannot have this value.")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("Send the request again with a value as expected.")
                .exception();
    }
}
