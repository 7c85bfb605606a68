package bottega.training.dataset;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a class may be called. */
final class ClassNames {
    static final int LONGEST = 100;
    /** In UTF-8, by most file systems. */
    private static final int MOST_BYTES = 255;

    private ClassNames() {}

    static void requireFolders(List<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (isTooLong(name)) {
                throw bad(
                        name,
                        "at most " + LONGEST + " characters, and " + MOST_BYTES + " bytes in UTF-8",
                        name.length() + " characters");
            }
            if (name.indexOf('.') >= 0) {
                throw bad(name, "a name without dots", ArchiveProblems.shown(name));
            }
            if (!name.equals(name.strip())) {
                throw bad(name, "a name without spaces at its ends", "'" + ArchiveProblems.shown(name) + "'");
            }
        }
        twins(names).ifPresent(twins -> {
            throw bad(twins, "names that differ in more than case", twins);
        });
    }

    /** For people, or for the folder that it may become. */
    static boolean isTooLong(String name) {
        return name.length() > LONGEST || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    /** The first two that differ only in case: file systems and people take them for one. */
    static Optional<String> twins(List<String> names) {
        Map<String, String> byLowerCase = new HashMap<>();
        for (String name : new TreeSet<>(names)) {
            String twin = byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
            if (twin != null) {
                return Optional.of(ArchiveProblems.shown(twin + " and " + name));
            }
        }
        return Optional.empty();
    }

    private static ProblemException bad(String name, String expected, String received) {
        return Problem.of(422, "bad-class-name", "Bad class name", "A folder's name cannot be the name of a class.")
                .at(ArchiveProblems.shown(name))
                .expected(expected)
                .received(received)
                .remedy("Rename the folder and pack the data set again.")
                .exception();
    }
}
