package bottega.networks.weights;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.weights.pickle.PickleException;

/**
 * What can be wrong with one weight file.
 *
 * @param file its name, for people
 * @param format what it was taken for: {@code safetensors}
 */
record WeightFileProblems(String file, String format) {
    private static final int LONGEST = 120;

    /** The file does not hold what it promises, or promises what no file can hold. */
    ProblemException damaged(String where, Object expected, Object received) {
        return damaged(where, expected, received, null);
    }

    ProblemException damaged(String where, Object expected, Object received, Throwable cause) {
        return Problem.of(
                        422,
                        "damaged-weights",
                        "Damaged weight file",
                        "The weight file '" + file + "' is no sound " + format + " file: " + shortened(where)
                                + " is wrong.")
                .at(shortened(where))
                .expected(expected)
                .received(shortened(String.valueOf(received)))
                .remedy("Copy the file again from where it came, and compare its size and checksum.")
                .exception(cause);
    }

    /** The file may be sound, but holds what is not read here. */
    ProblemException unsupported(String where, String what, Object expected, Object received, String remedy) {
        return Problem.of(
                        422,
                        "unsupported-weights",
                        "Unsupported weight file",
                        "The weight file '" + file + "' " + what + ".")
                .at(shortened(where))
                .expected(expected)
                .received(shortened(String.valueOf(received)))
                .remedy(remedy)
                .exception();
    }

    ProblemException pickle(PickleException e) {
        return e.isRefused()
                ? unsupported(
                        e.where(),
                        "asks for " + shortened(e.received()) + ", and nothing but weights is taken from a file here",
                        e.expected(),
                        e.received(),
                        "Save the weights alone where PyTorch is installed: torch.save(model.state_dict(), 'weights.pth'),"
                                + " or use a safetensors file.")
                : damaged(e.where(), e.expected(), e.received(), e);
    }

    /** What comes out of a damaged file may be of any length. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
