package bottega.networks.weights;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;

/** The problem of a weight file that does not hold what its header promises, or whose header is none. */
final class DamagedWeights {
    private DamagedWeights() {}

    static ProblemException at(String file, String where, Object expected, Object received) {
        return at(file, where, expected, received, null);
    }

    static ProblemException at(String file, String where, Object expected, Object received, Throwable cause) {
        return Problem.of(
                        422,
                        "damaged-weights",
                        "Damaged weight file",
                        "The weight file '" + file + "' is no sound safetensors file: " + where + " is wrong.")
                .at(where)
                .expected(expected)
                .received(shortened(String.valueOf(received)))
                .remedy("Copy the file again from where it came, and compare its size and checksum.")
                .exception(cause);
    }

    /** What comes out of a damaged file may be of any length. */
    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
