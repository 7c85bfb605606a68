package bottega.common.image;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.time.Duration;

/** The ways in which a picture is refused. */
final class ImageProblems {
    private static final String FORMATS = "JPEG, PNG, GIF, TIFF, WebP or BMP";

    private ImageProblems() {}

    static ProblemException notAPicture(String received) {
        return Problem.of(415, "not-a-picture", "Not a picture", "The content is not a picture of a known format.")
                .expected(FORMATS)
                .received(received)
                .remedy("Send the picture file itself, or convert it to JPEG or PNG.")
                .exception();
    }

    static ProblemException unsupported(String format, String feature) {
        return Problem.of(415, "not-a-picture", "Not a picture", "This kind of " + format + " is not read: " + feature)
                .expected(FORMATS + " in a common encoding")
                .received(feature)
                .remedy("Save the picture as PNG or as a baseline JPEG.")
                .exception();
    }

    static ProblemException truncated(String format, long offset, String missing) {
        return Problem.of(
                        422,
                        "truncated-picture",
                        "Truncated picture",
                        "The " + format + " file ends at byte " + offset + ", before the picture is complete.")
                .expected(missing)
                .received("end of file at byte " + offset)
                .remedy("Send the file again; if it stays like this, the original is damaged.")
                .exception();
    }

    static ProblemException damaged(String format, String what) {
        return damaged(format, what, null);
    }

    static ProblemException damaged(String format, String what, Throwable cause) {
        return Problem.of(
                        422, "damaged-picture", "Damaged picture", "The " + format + " file cannot be decoded: " + what)
                .expected("an intact " + format + " file")
                .received(what)
                .remedy("Send the file again; if it stays like this, the original is damaged.")
                .exception(cause);
    }

    static ProblemException tooManyPixels(String format, long width, long height, long maxPixels) {
        return Problem.of(
                        413,
                        "too-many-pixels",
                        "Too many pixels",
                        "The " + format + " has " + width + "x" + height + " pixels, more than the limit.")
                .expected("at most " + maxPixels + " pixels")
                .received(width + "x" + height)
                .remedy("Reduce the picture, or have the limit raised.")
                .exception();
    }

    static ProblemException busy(long pixels, Duration waited) {
        return Problem.of(
                        503,
                        "busy",
                        "Busy",
                        "Other pictures were being decoded for longer than this one may wait for its turn.")
                .expected("room for " + pixels + " pixels within " + waited.toMillis() + " ms")
                .remedy("Try again in a moment.")
                .exception();
    }
}
