package bottega.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Problem details (RFC 9457), sent as {@code application/problem+json}.
 *
 * @param type {@code urn:bottega:problem:<kind>}, one for each kind of error
 * @param title the kind of error in a few words, the same for every occurrence
 * @param status HTTP status code, 400 to 599
 * @param detail this occurrence, as a sentence
 * @param pointer where: a JSON pointer ({@code /epochs}), a part or parameter name, or a path in an archive
 * @param expected what would have been right, in words or as a range
 * @param received what came instead
 * @param remedy what the caller can do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String pointer,
        String expected,
        String received,
        String remedy) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String PREFIX = "urn:bottega:problem:";

    public Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: expected 400 to 599, received " + status);
        }
    }

    /**
     * @param kind the last part of the type, words joined by hyphens: {@code not-a-picture}
     */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem(PREFIX + kind, title, status, detail, null, null, null, null);
    }

    public Problem at(String where) {
        return new Problem(type, title, status, detail, where, expected, received, remedy);
    }

    public Problem expected(Object what) {
        return new Problem(type, title, status, detail, pointer, String.valueOf(what), received, remedy);
    }

    public Problem received(Object what) {
        return new Problem(type, title, status, detail, pointer, expected, String.valueOf(what), remedy);
    }

    public Problem remedy(String what) {
        return new Problem(type, title, status, detail, pointer, expected, received, what);
    }

    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
