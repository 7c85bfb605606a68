package bottega.common.lesson;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a lesson can be told. The same object describes the range and refuses what is out of it.
 *
 * @param type as in JSON: {@code integer}, {@code number}, {@code boolean}, {@code string}, {@code object}, {@code array}
 * @param otherwise what holds when it is left out; null for nothing
 * @param least of numbers
 * @param most of numbers
 * @param values of strings, all that there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LessonParameter(
        String name,
        String type,
        @JsonProperty("default") Object otherwise,
        Double least,
        Double most,
        List<String> values,
        String meaning) {

    static LessonParameter whole(String name, int otherwise, int least, int most, String meaning) {
        return new LessonParameter(name, "integer", otherwise, (double) least, (double) most, null, meaning);
    }

    static LessonParameter number(String name, double otherwise, double least, double most, String meaning) {
        return new LessonParameter(name, "number", otherwise, least, most, null, meaning);
    }

    static LessonParameter yesOrNo(String name, boolean otherwise, String meaning) {
        return new LessonParameter(name, "boolean", otherwise, null, null, null, meaning);
    }

    static LessonParameter choice(String name, String otherwise, List<String> values, String meaning) {
        return new LessonParameter(name, "string", otherwise, null, null, values, meaning);
    }

    static LessonParameter structure(String name, String type, Object otherwise, String meaning) {
        return new LessonParameter(name, type, otherwise, null, null, null, meaning);
    }

    int check(Integer value) {
        return value == null ? (Integer) otherwise : (int) within(value);
    }

    double check(Double value) {
        return value == null ? (Double) otherwise : within(value);
    }

    boolean check(Boolean value) {
        return value == null ? (Boolean) otherwise : value;
    }

    /** Written so that NaN is refused. */
    private double within(double value) {
        if (!(value >= least && value <= most)) {
            String kind = type.equals("integer") ? "a whole number from " : "a number from ";
            throw refused("/" + name, kind + shown(least) + " to " + shown(most), shown(value));
        }
        return value;
    }

    static ProblemException refused(String pointer, String expected, Object received) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", "The lesson cannot be run with this value.")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("Send the request again with a value as expected, or leave it out for the default.")
                .exception();
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
