package bottega.inference.admission;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a body into memory, which is taken as the bytes arrive: a length that lies costs nothing. */
public final class BodyReader {
    private static final int FIRST = 64 << 10;

    private BodyReader() {}

    /**
     * @param declaredLength of the header Content-Length, -1 when there is none
     * @param limit most bytes
     * @param share is charged with the bytes
     * @throws ProblemException 413 when the body is longer than the limit, 400 when it ends early
     */
    public static byte[] read(InputStream stream, long declaredLength, int limit, MemoryBudget.Share share) {
        if (declaredLength > limit) {
            throw tooLarge(declaredLength, limit).exception();
        }
        int expected = declaredLength < 0 ? limit : (int) declaredLength;
        try {
            byte[] bytes = grown(new byte[0], Math.min(expected, FIRST), share);
            int length = 0;
            while (true) {
                if (length == bytes.length) {
                    int next = stream.read();
                    if (next < 0) {
                        break;
                    }
                    if (length == limit) {
                        throw tooLarge(limit + 1L, limit).exception();
                    }
                    bytes = grown(bytes, (int) Math.min(Math.max(expected, length + 1), 2L * length + 1), share);
                    bytes[length++] = (byte) next;
                } else {
                    int read = stream.read(bytes, length, bytes.length - length);
                    if (read < 0) {
                        break;
                    }
                    length += read;
                }
            }
            if (length < declaredLength) {
                throw incomplete(declaredLength + " bytes", length + " bytes").exception();
            }
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        } catch (IOException e) {
            throw incomplete("a whole body", String.valueOf(e.getMessage())).exception(e);
        }
    }

    public static Problem tooLarge(long received, long limit) {
        return Problem.of(413, "too-large", "Too large", "The body is larger than the server takes.")
                .expected("at most " + limit + " bytes")
                .received(received > limit + 1 ? received + " bytes" : "more than " + limit + " bytes")
                .remedy("Send less, or raise bottega.inference.max-body-size and quarkus.http.limits.max-body-size.");
    }

    private static byte[] grown(byte[] bytes, int length, MemoryBudget.Share share) {
        share.add(length);
        byte[] larger = Arrays.copyOf(bytes, length);
        share.subtract(bytes.length);
        return larger;
    }

    private static Problem incomplete(String expected, String received) {
        return Problem.of(400, "incomplete-body", "Incomplete body", "The body ended before it was complete.")
                .expected(expected)
                .received(received)
                .remedy("Send the request again.");
    }
}
