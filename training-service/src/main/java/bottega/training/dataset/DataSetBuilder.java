package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.problem.Problem;
import bottega.training.table.NumberTable;
import bottega.training.table.NumberTables;
import bottega.training.table.TableLimits;
import bottega.training.table.TableOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a data set's folder from what was sent, inside a folder that nobody looks into. */
final class DataSetBuilder {
    private final DataSetsConfig limits;
    private final PictureCheck check;

    DataSetBuilder(DataSetsConfig limits, PictureCheck check) {
        this.limits = limits;
        this.check = check;
    }

    /**
     * @param kind as it was asked for; null to be told from the files
     * @param work for files on their way
     * @param target must not exist; afterwards it has everything but the description
     */
    DataSetDescription build(String id, String name, DataSetKind kind, Source source, Path work, Path target)
            throws IOException {
        Skips skips = new Skips();
        List<UnpackedFile> files = source.files(work, limits, skips);
        Forms.Content content = source instanceof Source.Table
                ? new Forms.Content.Numbers(files.getFirst())
                : Forms.read(files, kind, limits, work.resolve("written"), skips);
        return switch (content) {
            case Forms.Content.Pictures pictures -> ofPictures(id, name, pictures, files.size(), skips, target);
            case Forms.Content.Numbers numbers -> {
                TableOptions options = source instanceof Source.Table table ? table.options() : TableOptions.NONE;
                yield ofNumbers(id, name, numbers.table().file(), options, skips, work, target);
            }
        };
    }

    private DataSetDescription ofNumbers(
            String id, String name, Path csv, TableOptions options, Skips skips, Path work, Path target)
            throws IOException {
        Path numbers = work.resolve("numbers");
        var most = new TableLimits(limits.maxRows(), limits.maxColumns(), limits.maxNumbers());
        NumberTable table = NumberTables.read(csv, options, most, numbers);
        return NumberFiles.write(id, name, table, numbers, skips, Files.createDirectory(target));
    }

    private DataSetDescription ofPictures(
            String id, String name, Forms.Content.Pictures told, int files, Skips skips, Path target)
            throws IOException {
        Draft draft = told.checked()
                ? told.draft()
                : told.draft().with(check.pictures(told.draft().pictures(), skips));
        requireTwoClasses(draft, files, skips);
        requireTraining(draft);
        List<DataSetClass> classes = told.vocabulary().apply(classes(draft), skips);
        return place(id, name, draft, classes, skips, target);
    }

    private static void requireTwoClasses(Draft draft, int files, Skips skips) {
        List<String> labels = draft.labels().toList();
        if (labels.isEmpty()) {
            throw Problem.of(
                            422,
                            "empty-data-set",
                            "Empty data set",
                            "No file is a picture in a class's folder, or one that a table gives a class.")
                    .at("archive")
                    .expected("class/picture, with at least two classes, also under one common folder; or"
                            + " part/class/picture with the parts train, val and test; or labels.csv with the columns"
                            + " file and label beside the pictures; or IDX files")
                    .received(files + " files, none of them a picture at such a place" + skips.summary())
                    .remedy("Pack one folder per class.")
                    .exception();
        }
        if (labels.size() == 1) {
            throw Problem.of(
                            422,
                            "one-class-only",
                            "One class only",
                            "A classifier needs something to tell apart, and only one class has pictures.")
                    .at("archive")
                    .expected("at least two classes with pictures")
                    .received("the class " + ArchiveProblems.shown(labels.getFirst()) + " alone" + skips.summary())
                    .remedy("Add a second class, if need be one of everything else.")
                    .exception();
        }
    }

    private static void requireTraining(Draft draft) {
        if (!draft.hasParts()) {
            return;
        }
        Set<String> trained = draft.pictures().stream()
                .filter(picture -> picture.given() == Part.TRAINING)
                .flatMap(picture -> picture.labels().stream())
                .collect(Collectors.toSet());
        draft.labels().filter(label -> !trained.contains(label)).findFirst().ifPresent(label -> {
            throw Problem.of(
                            422,
                            "class-without-training",
                            "Class without training",
                            "A class has pictures to validate or to test with, and none to learn from.")
                    .at(ArchiveProblems.shown(label))
                    .expected("every class among the training pictures")
                    .received("the class " + ArchiveProblems.shown(label) + " outside of them only")
                    .remedy("Add training pictures of that class, or leave it out.")
                    .exception();
        });
    }

    private static DataSetDescription place(
            String id, String name, Draft draft, List<DataSetClass> classes, Skips skips, Path target)
            throws IOException {
        String hash = DataSetHash.of(draft, classes);
        DraftPlacement.place(draft, target);
        return new DataSetDescription(
                id,
                name,
                1,
                draft.kind(),
                classes,
                draft.pictures().size(),
                parts(draft),
                null,
                draft.pictures().stream()
                        .mapToLong(picture -> picture.file().size())
                        .sum(),
                skips.first(),
                skips.count(),
                hash,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static List<DataSetClass> classes(Draft draft) {
        Map<String, Integer> counts = new TreeMap<>();
        draft.pictures().forEach(picture -> picture.labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
        return counts.entrySet().stream()
                .map(each -> new DataSetClass(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<Part, Integer> parts(Draft draft) {
        var counts = new EnumMap<Part, Integer>(Part.class);
        if (draft.hasParts()) {
            draft.pictures().forEach(picture -> counts.merge(picture.given(), 1, Integer::sum));
        }
        return counts;
    }
}
