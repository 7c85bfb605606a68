package bottega.training.dataset;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the classes in the folders of an archive. */
final class ClassFolders {
    private static final int LONGEST_NAME = 100;

    private ClassFolders() {}

    /**
     * One folder for each class, at the top or under folders that hold nothing else. Files that lie higher or deeper are
     * skipped.
     *
     * @return files by class, each with the path {@code class/file}
     */
    static SortedMap<String, List<UnpackedFile>> of(List<UnpackedFile> files, Skips skips) {
        List<UnpackedFile> inner = withoutTop(files);
        SortedMap<String, List<UnpackedFile>> classes = new TreeMap<>();
        for (UnpackedFile file : inner) {
            EntryPath path = file.path();
            if (path.depth() < 2) {
                skips.add(path.toString(), "It lies in no class's folder.");
            } else if (path.depth() > 2) {
                skips.add(path.toString(), "It lies deeper than class/picture.");
            } else {
                classes.computeIfAbsent(path.first(), name -> new ArrayList<>()).add(file);
            }
        }
        requireNames(classes);
        return classes;
    }

    private static List<UnpackedFile> withoutTop(List<UnpackedFile> files) {
        List<UnpackedFile> inner = files;
        while (haveCommonTop(inner)) {
            inner = inner.stream()
                    .map(file -> file.withPath(file.path().withoutFirst()))
                    .toList();
        }
        return inner;
    }

    private static boolean haveCommonTop(List<UnpackedFile> files) {
        return files.stream().anyMatch(file -> file.path().depth() > 2)
                && files.stream().allMatch(file -> file.path().depth() > 1)
                && files.stream().map(file -> file.path().first()).distinct().count() == 1;
    }

    private static void requireNames(SortedMap<String, List<UnpackedFile>> classes) {
        Map<String, String> byLowerCase = new HashMap<>();
        for (String name : classes.keySet()) {
            if (name.length() > LONGEST_NAME) {
                throw badName(name, "at most " + LONGEST_NAME + " characters", name.length() + " characters");
            }
            if (name.indexOf('.') >= 0) {
                throw badName(name, "a name without dots", ArchiveProblems.shown(name));
            }
            if (!name.equals(name.strip())) {
                throw badName(name, "a name without spaces at its ends", "'" + ArchiveProblems.shown(name) + "'");
            }
            String twin = byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
            if (twin != null) {
                throw badName(name, "names that differ in more than case", twin + " and " + name);
            }
        }
    }

    private static ProblemException badName(String name, String expected, String received) {
        return Problem.of(422, "bad-class-name", "Bad class name", "A folder's name cannot be the name of a class.")
                .at(ArchiveProblems.shown(name))
                .expected(expected)
                .received(received)
                .remedy("Rename the folder and pack the data set again.")
                .exception();
    }
}
