package bottega.training.dataset;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;

/** The ways in which an archive is refused as a whole. */
final class ArchiveProblems {
    private static final int SHOWN = 200;

    private ArchiveProblems() {}

    static ProblemException notAnArchive(String received) {
        return Problem.of(415, "not-an-archive", "Not an archive", "The content is no archive of a known format.")
                .at("archive")
                .expected("zip, tar or tar.gz")
                .received(received)
                .remedy("Pack one folder per class into a zip and send that file itself.")
                .exception();
    }

    static ProblemException damaged(Throwable cause) {
        return Problem.of(
                        422,
                        "damaged-archive",
                        "Damaged archive",
                        "The archive cannot be read to its end: " + shown(String.valueOf(cause.getMessage())))
                .at("archive")
                .expected("an intact zip, tar or tar.gz")
                .received(shown(String.valueOf(cause.getMessage())))
                .remedy("Send the archive again; if it stays like this, pack it anew.")
                .exception(cause);
    }

    static ProblemException unsafe(String entry, String what) {
        return Problem.of(
                        422,
                        "unsafe-archive",
                        "Unsafe archive",
                        "An entry could write outside its folder, so nothing of the archive is taken.")
                .at(shown(entry))
                .expected("plain files with relative paths of the form class/picture")
                .received(what)
                .remedy("Pack the folders anew, without links and with plain relative names.")
                .exception();
    }

    static ProblemException encrypted(String entry) {
        return Problem.of(422, "encrypted-archive", "Encrypted archive", "The archive has encrypted entries.")
                .at(shown(entry))
                .expected("an archive without a password")
                .received("an encrypted entry")
                .remedy("Pack the folders anew without a password.")
                .exception();
    }

    static ProblemException unsupported(String entry, String what) {
        return Problem.of(
                        422,
                        "unsupported-archive",
                        "Unsupported archive",
                        "An entry is packed in a way that is not read here.")
                .at(shown(entry))
                .expected("entries that are stored or deflated")
                .received(what)
                .remedy("Pack the folders anew as an ordinary zip.")
                .exception();
    }

    static ProblemException archiveTooLarge(long limit, String received) {
        return Problem.of(413, "archive-too-large", "Archive too large", "The archive is larger than the limit.")
                .at("archive")
                .expected("at most " + limit + " bytes")
                .received(received)
                .remedy("Reduce the pictures before packing them, or raise bottega.datasets.max-archive-size.")
                .exception();
    }

    static ProblemException tooManyEntries(int limit) {
        return Problem.of(413, "too-many-entries", "Too many entries", "The archive has more entries than the limit.")
                .at("archive")
                .expected("at most " + limit + " entries")
                .received("more than " + limit)
                .remedy("Send fewer pictures, or raise bottega.datasets.max-entries.")
                .exception();
    }

    static ProblemException unpacksTooLarge(long limit) {
        return Problem.of(
                        413,
                        "unpacks-too-large",
                        "Unpacks too large",
                        "The archive's files together are larger than the limit.")
                .at("archive")
                .expected("at most " + limit + " bytes unpacked")
                .received("more than " + limit + " bytes")
                .remedy("Reduce the pictures before packing them, or raise bottega.datasets.max-unpacked-size.")
                .exception();
    }

    static ProblemException bomb(long archiveBytes, int limit) {
        return Problem.of(
                        422,
                        "archive-bomb",
                        "Archive bomb",
                        "The archive unpacks to far more than pictures do, so it is not unpacked.")
                .at("archive")
                .expected("at most " + limit + " times its size of " + archiveBytes + " bytes")
                .received("more than " + archiveBytes * limit + " bytes unpacked")
                .remedy("Send pictures in a compressed format, or raise bottega.datasets.max-ratio.")
                .exception();
    }

    /** Safe to show: control characters marked, cut to a bearable length. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (isControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "..." : shown.toString();
    }

    /** Characters that no honest name has: controls, halves of pairs, line ends, and marks that turn the direction of text. */
    static boolean isControl(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }
}
