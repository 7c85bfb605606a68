package bottega.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/** Moves a draft's pictures to their places in a data set's folder. */
final class DraftPlacement {
    private DraftPlacement() {}

    /**
     * {@code pictures/<class>/<file>} where that says everything, else {@code pictures/<number>.<ending>} and an {@link
     * ExampleIndex}.
     */
    static void place(Draft draft, Path target) throws IOException {
        Path pictures = Files.createDirectories(DataSet.picturesOf(target));
        if (draft.isPlain()) {
            for (Draft.Picture picture : draft.pictures()) {
                EntryPath path = picture.file().path();
                Path folder = Files.createDirectories(pictures.resolve(path.first()));
                Files.move(picture.file().file(), folder.resolve(path.fileName()));
            }
            return;
        }
        var lines = new ArrayList<ExampleIndex.Line>();
        for (Draft.Picture picture : draft.pictures()) {
            String file = String.format(Locale.ROOT, "%06d%s", lines.size(), ending(picture));
            Files.move(picture.file().file(), pictures.resolve(file));
            lines.add(new ExampleIndex.Line(file, picture.name(), picture.labels(), picture.given()));
        }
        ExampleIndex.write(target, lines);
    }

    private static String ending(Draft.Picture picture) {
        String name = picture.file().path().fileName().toLowerCase(Locale.ROOT);
        String ending = name.substring(Math.max(name.lastIndexOf('.'), 0));
        return ending.matches("\\.[a-z0-9]{1,5}") ? ending : "";
    }
}
