package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a data set's folder from an archive, inside a folder that nobody looks into. */
final class DataSetBuilder {
    private final DataSetsConfig limits;
    private final PictureCheck check;

    DataSetBuilder(DataSetsConfig limits, PictureCheck check) {
        this.limits = limits;
        this.check = check;
    }

    /**
     * @param work has the archive, which is removed as soon as it is unpacked
     * @param target must not exist; afterwards it has {@code pictures/<class>/<file>}
     */
    DataSetDescription build(String id, String name, Path archive, Path work, Path target) throws IOException {
        Skips skips = new Skips();
        Path unpacked = Files.createDirectory(work.resolve("unpacked"));
        List<UnpackedFile> files = Unpacker.unpack(archive, unpacked, limits, skips);
        Files.delete(archive);
        SortedMap<String, List<UnpackedFile>> byClass = ClassFolders.of(files, skips);
        byClass.replaceAll((className, members) -> check.pictures(members, skips));
        byClass.values().removeIf(List::isEmpty);
        requireTwoClasses(byClass, files.size() + skips.count());
        return place(id, name, byClass, skips, target);
    }

    private static void requireTwoClasses(SortedMap<String, List<UnpackedFile>> byClass, int files) {
        if (byClass.isEmpty()) {
            throw Problem.of(
                            422,
                            "empty-data-set",
                            "Empty data set",
                            "No file of the archive is a picture in a class's folder.")
                    .at("archive")
                    .expected("class/picture, with at least two classes, also under one common folder")
                    .received(files + " files, none of them a picture at such a place")
                    .remedy("Pack one folder per class; send training and test pictures as data sets of their own.")
                    .exception();
        }
        if (byClass.size() == 1) {
            throw Problem.of(
                            422,
                            "one-class-only",
                            "One class only",
                            "A classifier needs something to tell apart, and only one folder has pictures.")
                    .at("archive")
                    .expected("at least two folders with pictures")
                    .received("the class " + byClass.firstKey() + " alone")
                    .remedy("Add a second class, if need be one of everything else.")
                    .exception();
        }
    }

    private static DataSetDescription place(
            String id, String name, SortedMap<String, List<UnpackedFile>> byClass, Skips skips, Path target)
            throws IOException {
        List<DataSetClass> classes = new ArrayList<>();
        SortedMap<String, Path> placed = new TreeMap<>();
        long bytes = 0;
        for (var members : byClass.entrySet()) {
            Path folder = Files.createDirectories(DataSet.picturesOf(target).resolve(members.getKey()));
            for (UnpackedFile file : members.getValue()) {
                Path place = folder.resolve(file.path().fileName());
                Files.move(file.file(), place);
                placed.put(file.path().toString(), place);
                bytes += file.size();
            }
            classes.add(new DataSetClass(members.getKey(), members.getValue().size()));
        }
        return new DataSetDescription(
                id,
                name,
                1,
                DataSetKind.PICTURES,
                classes,
                placed.size(),
                null,
                bytes,
                skips.first(),
                skips.count(),
                DataSetHash.of(placed),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
