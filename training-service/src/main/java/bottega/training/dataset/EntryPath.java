package bottega.training.dataset;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * A checked path of a file in an archive.
 *
 * @param parts names of its folders and of the file, none of them empty, {@code .} or {@code ..}, all in Unicode's composed
 *     form: macOS packs decomposed names
 */
record EntryPath(List<String> parts) {
    EntryPath {
        parts = List.copyOf(parts);
    }

    /**
     * Empty for what file managers add of their own ({@code __MACOSX}, {@code Thumbs.db}, names that begin with a dot).
     *
     * @throws bottega.common.problem.ProblemException the path is absolute, leads upwards, or has characters that another
     *     system could take for a separator
     */
    static Optional<EntryPath> of(String name) {
        if (name.isEmpty() || name.startsWith("/")) {
            throw ArchiveProblems.unsafe(name, name.isEmpty() ? "an empty name" : "an absolute path");
        }
        if (name.indexOf('\\') >= 0) {
            throw ArchiveProblems.unsafe(name, "a backslash in a name");
        }
        if (name.length() > 1 && name.charAt(1) == ':') {
            throw ArchiveProblems.unsafe(name, "a path with a drive letter");
        }
        if (name.codePoints().anyMatch(ArchiveProblems::isControl)) {
            throw ArchiveProblems.unsafe(name, "a control character in a name");
        }
        String relative = name.startsWith("./") ? name.substring(2) : name;
        String plain = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
        if (plain.isEmpty() || plain.equals(".")) {
            return Optional.empty();
        }
        List<String> parts =
                List.of(Normalizer.normalize(plain, Normalizer.Form.NFC).split("/", -1));
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw ArchiveProblems.unsafe(name, "a path with '" + part + "' in it");
            }
        }
        return parts.stream().anyMatch(EntryPath::isNoise) ? Optional.empty() : Optional.of(new EntryPath(parts));
    }

    private static boolean isNoise(String part) {
        return part.startsWith(".")
                || part.equals("__MACOSX")
                || part.equalsIgnoreCase("Thumbs.db")
                || part.equalsIgnoreCase("desktop.ini")
                || part.equals("@eaDir");
    }

    int depth() {
        return parts.size();
    }

    String first() {
        return parts.getFirst();
    }

    String fileName() {
        return parts.getLast();
    }

    EntryPath withoutFirst() {
        return new EntryPath(parts.subList(1, parts.size()));
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }
}
