package bottega.training.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.Part;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenPartsTest {
    @TempDir
    Path folder;

    private static Map<String, byte[]> divided(String top) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(top + "Train/lion/a.png", Archives.png(1));
        files.put(top + "Train/bull/a.png", Archives.png(2));
        files.put(top + "valid/lion/a.png", Archives.png(3));
        files.put(top + "TEST/lion/a.png", Archives.png(4));
        files.put(top + "TEST/bull/a.png", Archives.png(5));
        return files;
    }

    @Test
    void keepsThePartsAndFilesOfOneNameApart() throws IOException {
        for (String top : List.of("", "saints/2024/")) {
            DataSet dataSet = new Builds(folder).of(divided(top));
            assertEquals(
                    List.of(
                            "TEST/bull/a.png",
                            "Train/bull/a.png",
                            "TEST/lion/a.png",
                            "Train/lion/a.png",
                            "valid/lion/a.png"),
                    dataSet.examples().stream().map(Example::name).toList());
            assertEquals(
                    List.of(Part.TEST, Part.TRAINING, Part.TEST, Part.TRAINING, Part.VALIDATION),
                    dataSet.examples().stream().map(Example::given).toList());
            assertEquals(
                    List.of(0, 0, 1, 1, 1),
                    dataSet.examples().stream().map(Example::label).toList());
            int[] numbers = {5, 2, 4, 1, 3};
            for (int i = 0; i < numbers.length; i++) {
                assertArrayEquals(
                        Archives.png(numbers[i]),
                        Files.readAllBytes(dataSet.examples().get(i).file()));
            }
            assertEquals(
                    List.of(new DataSetClass("bull", 2), new DataSetClass("lion", 3)),
                    dataSet.description().classes());
            assertEquals(
                    Map.of(Part.TRAINING, 2, Part.VALIDATION, 1, Part.TEST, 2),
                    dataSet.description().parts());
            assertEquals(5, dataSet.description().pictures());
        }
    }

    @Test
    void theHashTellsWhichPartAPictureIsIn() throws IOException {
        Map<String, byte[]> one = divided("");
        Map<String, byte[]> other = divided("");
        other.put("train/lion/b.png", Archives.png(6));
        one.put("test/lion/b.png", Archives.png(6));
        String hash = new Builds(folder).of(one).description().hash();
        assertEquals(hash, new Builds(folder).of(one).description().hash());
        assertNotEquals(hash, new Builds(folder).of(other).description().hash());
    }

    @Test
    void whatLiesBesideTheFoldersIsSkipped() throws IOException {
        Map<String, byte[]> files = divided("");
        files.put("README.md", Archives.text("read"));
        files.put("TEST/c.png", Archives.png(7));
        files.put("more/lion/d.png", Archives.png(8));
        files.put("train/lion/deep/e.png", Archives.png(9));
        DataSet dataSet = new Builds(folder).of(files);
        assertEquals(5, dataSet.description().pictures());
        assertEquals(4, dataSet.description().skippedFiles());
    }

    @Test
    void oneFolderAloneIsNoDivision() throws IOException {
        Map<String, byte[]> files = Archives.lions("train/");
        assertNull(new Builds(folder).of(files).description().parts());
        files.put("test/1.png", Archives.png(8));
        DataSet unlabelledTest = new Builds(folder).of(files);
        assertNull(unlabelledTest.description().parts());
        assertEquals(List.of("bull", "lion"), unlabelledTest.classes());
        assertEquals(1, unlabelledTest.description().skippedFiles());
    }

    @Test
    void classesMayBeNamedLikeParts() throws IOException {
        DataSet trains = new Builds(folder)
                .of(Map.of(
                        "train/x.png", Archives.png(1), "test/y.png", Archives.png(2), "car/z.png", Archives.png(3)));
        assertEquals(List.of("car", "test", "train"), trains.classes());
        assertNull(trains.description().parts());
    }

    @Test
    void everyClassMustBeTrained() {
        Map<String, byte[]> files = divided("");
        files.put("test/eagle/a.png", Archives.png(7));
        Problem problem = assertThrows(ProblemException.class, () -> new Builds(folder).of(files))
                .problem();
        assertEquals("urn:bottega:problem:class-without-training", problem.type());
        assertEquals(422, problem.status());
        assertTrue(problem.received().contains("eagle"));

        files.put("train/eagle/a.png", Archives.text("no picture"));
        assertThrows(ProblemException.class, () -> new Builds(folder).of(files));
    }

    @Test
    void namesTooLongForAFileSystemAreToldApart() throws IOException {
        Map<String, byte[]> files = Archives.lions("");
        files.put("lion/" + "獅".repeat(100) + ".png", Archives.png(1));
        assertEquals(1, new Builds(folder).of(files).description().skippedFiles());
        files.put("獅".repeat(90) + "/a.png", Archives.png(1));
        Problem problem = assertThrows(ProblemException.class, () -> new Builds(folder).of(files))
                .problem();
        assertEquals("urn:bottega:problem:bad-class-name", problem.type());
    }
}
