package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One folder for each class, at the top or under folders that hold nothing else; or the same under one folder for each part:
 * {@code train}, {@code val}, {@code test}. Files that lie higher or deeper are skipped.
 */
final class ClassFolders {
    private ClassFolders() {}

    static Draft of(List<UnpackedFile> files, Skips skips) {
        List<UnpackedFile> inner = withoutTop(files);
        var pictures = new ArrayList<Draft.Picture>();
        boolean parts = haveParts(inner);
        for (UnpackedFile file : inner) {
            EntryPath path = file.path();
            Part part = parts ? Part.called(path.first()).orElse(null) : null;
            int depth = parts ? 3 : 2;
            if (path.depth() < depth) {
                skips.add(path.toString(), "It lies in no class's folder.");
            } else if (parts && part == null) {
                skips.add(path.toString(), "It lies beside the folders for training, validation and test.");
            } else if (path.depth() > depth) {
                skips.add(
                        path.toString(),
                        parts ? "It lies deeper than part/class/picture." : "It lies deeper than class/picture.");
            } else {
                pictures.add(new Draft.Picture(file, List.of(path.parts().get(depth - 2)), part));
            }
        }
        ClassNames.requireFolders(
                pictures.stream().flatMap(each -> each.labels().stream()).toList());
        return new Draft(DataSetKind.PICTURES, pictures);
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

    /** Two folders of parts at least, and folders in them: {@code train} and {@code test} alone may well be classes. */
    private static boolean haveParts(List<UnpackedFile> files) {
        List<EntryPath> inParts = files.stream()
                .map(UnpackedFile::path)
                .filter(path -> path.depth() > 1 && Part.called(path.first()).isPresent())
                .toList();
        return inParts.stream().anyMatch(path -> path.depth() > 2)
                && inParts.stream()
                                .map(path -> Part.called(path.first()).orElse(null))
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        > 1;
    }
}
