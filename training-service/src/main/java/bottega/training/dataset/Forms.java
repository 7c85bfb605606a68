package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells in which form a data set comes, from the names of its files and the header of its table. */
final class Forms {
    private static final List<String> TABLES = List.of("labels.csv", "dataset.csv");

    private Forms() {}

    /** What a data set is made of. */
    sealed interface Content {
        /** @param checked whether they are known to be pictures */
        record Pictures(Draft draft, Vocabulary vocabulary, boolean checked) implements Content {}

        /** A table of numbers, alone. */
        record Numbers(UnpackedFile table) implements Content {}
    }

    /**
     * @param asked null to be told from the files
     * @param work does not exist yet; for files that have to be written
     */
    static Content read(List<UnpackedFile> files, DataSetKind asked, DataSetsConfig limits, Path work, Skips skips)
            throws IOException {
        int top = commonDepth(files);
        Optional<UnpackedFile> classTable =
                files.stream().filter(isAt(top, Vocabulary.FILE)).findFirst();
        List<UnpackedFile> others = without(files, classTable);
        Optional<UnpackedFile> tableFile = table(others, top);
        Vocabulary vocabulary = classTable.isEmpty()
                ? Vocabulary.NONE
                : Vocabulary.of(Table.read(classTable.get(), limits.maxEntries()));
        if (tableFile.isPresent() && asked == DataSetKind.NUMBERS) {
            return new Content.Numbers(tableFile.get());
        }
        if (tableFile.isPresent()) {
            Table table = Table.read(tableFile.get(), limits.maxEntries());
            List<UnpackedFile> rest = without(others, tableFile);
            if (!LabelTable.namesFiles(table) && rest.isEmpty()) {
                return new Content.Numbers(tableFile.get());
            }
            if (LabelTable.namesFiles(table)) {
                Draft draft = LabelTable.read(table, relative(rest, top), asked, skips);
                return new Content.Pictures(draft, vocabulary, false);
            }
        }
        if (asked == DataSetKind.NUMBERS) {
            throw Problem.of(422, "no-table", "No table", "Numbers come in one table.")
                    .at("archive")
                    .expected("labels.csv, dataset.csv or one .csv file alone, at the top")
                    .received(files.size() + " files, no such among them")
                    .remedy("Pack the table alone.")
                    .exception();
        }
        Content.Pictures pictures = IdxForm.isOne(others)
                ? new Content.Pictures(IdxForm.read(relative(others, top), limits, work, skips), vocabulary, true)
                : new Content.Pictures(ClassFolders.of(others, skips), vocabulary, false);
        return asked == DataSetKind.MULTI_LABEL_PICTURES
                ? new Content.Pictures(new Draft(asked, pictures.draft().pictures()), vocabulary, pictures.checked())
                : pictures;
    }

    /** One of the usual names, or the only one at the top whatever its name. */
    private static Optional<UnpackedFile> table(List<UnpackedFile> files, int top) {
        for (String name : TABLES) {
            Optional<UnpackedFile> table =
                    files.stream().filter(isAt(top, name)).findFirst();
            if (table.isPresent()) {
                return table;
            }
        }
        List<UnpackedFile> tables = files.stream()
                .filter(file -> file.path().depth() == top + 1
                        && file.path().fileName().toLowerCase(Locale.ROOT).endsWith(".csv"))
                .toList();
        return tables.size() == 1 ? Optional.of(tables.getFirst()) : Optional.empty();
    }

    private static Predicate<UnpackedFile> isAt(int top, String name) {
        return file -> file.path().depth() == top + 1 && file.path().fileName().equalsIgnoreCase(name);
    }

    private static List<UnpackedFile> without(List<UnpackedFile> files, Optional<UnpackedFile> one) {
        var others = new ArrayList<>(files);
        one.ifPresent(others::remove);
        return others;
    }

    /** How many folders all files are in. */
    private static int commonDepth(List<UnpackedFile> files) {
        if (files.isEmpty()) {
            return 0;
        }
        List<String> common = files.getFirst().path().parts();
        int depth = common.size() - 1;
        for (UnpackedFile file : files) {
            List<String> parts = file.path().parts();
            depth = Math.min(depth, parts.size() - 1);
            for (int i = 0; i < depth; i++) {
                if (!parts.get(i).equals(common.get(i))) {
                    depth = i;
                }
            }
        }
        return depth;
    }

    private static List<UnpackedFile> relative(List<UnpackedFile> files, int top) {
        return files.stream()
                .map(file -> file.withPath(new EntryPath(
                        file.path().parts().subList(top, file.path().depth()))))
                .toList();
    }
}
