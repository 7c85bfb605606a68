package bottega.training.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.dataset.SkippedFile;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTableTest {
    private static final long SEED = 20_261_123;

    @TempDir
    Path folder;

    private static Map<String, byte[]> files(String name, String table) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(name, Archives.text(table));
        for (int i = 0; i < 4; i++) {
            files.put((name.contains("/") ? "set/" : "") + "photos/" + i + ".PNG", Archives.png(i));
        }
        return files;
    }

    private DataSet build(String table) throws IOException {
        return new Builds(folder).of(files("labels.csv", table));
    }

    private Problem problem(String table) {
        return assertThrows(ProblemException.class, () -> build(table)).problem();
    }

    private static List<List<Integer>> labels(DataSet dataSet) {
        return dataSet.examples().stream().map(Example::labels).toList();
    }

    private static List<String> names(DataSet dataSet) {
        return dataSet.examples().stream().map(Example::name).toList();
    }

    @Test
    void readsFilesLabelsAndParts() throws IOException {
        String table = """
                File,Label,Split
                photos/0.PNG,lion,train
                ./photos/1.PNG,"bull, winged",Training
                photos\\2.PNG,lion,test

                3.PNG,"bull, winged",valid
                """;
        for (String name : List.of("labels.csv", "set/dataset.csv", "set/anything.CSV")) {
            DataSet dataSet = new Builds(folder).of(files(name, table));
            assertEquals(DataSetKind.PICTURES, dataSet.description().kind());
            assertEquals(
                    List.of(new DataSetClass("bull, winged", 2), new DataSetClass("lion", 2)),
                    dataSet.description().classes());
            assertEquals(List.of("photos/1.PNG", "photos/3.PNG", "photos/0.PNG", "photos/2.PNG"), names(dataSet));
            assertEquals(List.of(List.of(0), List.of(0), List.of(1), List.of(1)), labels(dataSet));
            assertEquals(
                    List.of(Part.TRAINING, Part.VALIDATION, Part.TRAINING, Part.TEST),
                    dataSet.examples().stream().map(Example::given).toList());
            assertArrayEquals(
                    Archives.png(1),
                    Files.readAllBytes(dataSet.examples().getFirst().file()));
        }
    }

    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        DataSet dataSet = build("\ufefffile;label\r\n0.PNG;Löwe\r\n1.PNG;\"Stier; \"\"geflügelt\"\"\"\r\n");
        assertEquals(DataSetKind.MULTI_LABEL_PICTURES, dataSet.description().kind());
        assertEquals(List.of("\"geflügelt\"", "Löwe", "Stier"), dataSet.classes());
        assertEquals(
                List.of("Löwe", "Stier"),
                build("file\tlabel\n0.PNG\tLöwe\n1.PNG\tStier").classes());
    }

    @Test
    void severalLabelsStandInOneCellOrInSeveralColumns() throws IOException {
        for (String table : List.of(
                "image,labels\n0.PNG,lion|bull\n1.PNG,bull\n2.PNG,\n3.PNG,eagle |lion| \n",
                "image,labels\n0.PNG,lion;bull\n1.PNG,bull\n2.PNG,\n3.PNG,eagle;lion;lion\n",
                "label1,image,label_2\nlion,0.PNG,bull\n,1.PNG,bull\n,2.PNG,\neagle,3.PNG,lion\n",
                "label,image,label\nlion,0.PNG,bull\nbull,1.PNG,bull\n,2.PNG,\neagle,3.PNG,lion\n")) {
            DataSet dataSet = build(table);
            assertEquals(DataSetKind.MULTI_LABEL_PICTURES, dataSet.description().kind());
            assertEquals(List.of("bull", "eagle", "lion"), dataSet.classes());
            assertEquals(List.of("photos/2.PNG", "photos/1.PNG", "photos/0.PNG", "photos/3.PNG"), names(dataSet));
            assertEquals(List.of(List.of(), List.of(0), List.of(0, 2), List.of(1, 2)), labels(dataSet));
            assertEquals(4, dataSet.description().pictures());
            assertEquals(
                    new DataSetClass("lion", 2), dataSet.description().classes().getLast());
        }
    }

    @Test
    void theKindMayBeAskedFor() throws IOException {
        Map<String, byte[]> files = files("labels.csv", "file,label\n0.PNG,lion\n1.PNG,bull\n2.PNG,");
        DataSet dataSet = new Builds(folder).of(files, DataSetKind.MULTI_LABEL_PICTURES);
        assertEquals(List.of(List.of(), List.of(0), List.of(1)), labels(dataSet));
        Problem problem = problem("file,label\n0.PNG,lion\n1.PNG,bull\n2.PNG,");
        assertEquals("line 4: no label", problem.received());
        assertTrue(problem.remedy().contains("?kind=multi-label-pictures"));

        files = files("labels.csv", "file,label\n0.PNG,a|b\n1.PNG,c");
        assertEquals(
                List.of("a|b", "c"),
                new Builds(folder).of(files, DataSetKind.PICTURES).classes());

        DataSet folders = new Builds(folder).of(Archives.lions(""), DataSetKind.MULTI_LABEL_PICTURES);
        assertEquals(DataSetKind.MULTI_LABEL_PICTURES, folders.description().kind());
        assertEquals(List.of(List.of(0), List.of(0), List.of(1), List.of(1)), labels(folders));
    }

    @Test
    void skipsRowsWithoutPicturesAndPicturesWithoutRows() throws IOException {
        Map<String, byte[]> files = files(
                "labels.csv",
                "file,label\n0.PNG,lion\n9.PNG,lion\n../1.PNG,bull\nphotos/1.PNG,bull\ntwice.png,bull\nbad.png,bull");
        files.put("a/twice.png", Archives.png(5));
        files.put("b/twice.png", Archives.png(6));
        files.put("bad.png", Archives.text("no picture"));
        DataSet dataSet = new Builds(folder).of(files);
        assertEquals(List.of("photos/1.PNG", "photos/0.PNG"), names(dataSet));
        List<SkippedFile> skipped = dataSet.description().skipped();
        assertEquals(
                List.of(
                        "9.PNG",
                        "../1.PNG",
                        "twice.png",
                        "photos/2.PNG",
                        "photos/3.PNG",
                        "a/twice.png",
                        "b/twice.png",
                        "bad.png"),
                skipped.stream().map(SkippedFile::file).toList());
        assertEquals(
                "Line 3 of labels.csv names it, and there is no such file.",
                skipped.get(0).reason());
        assertTrue(
                skipped.get(2).reason().endsWith("2 folders have such a file."),
                skipped.get(2).reason());
        assertEquals("No row of labels.csv names it.", skipped.get(3).reason());
        assertTrue(
                skipped.getLast().reason().startsWith("Not a picture"),
                skipped.getLast().reason());
    }

    @Test
    void saysWhichLinesAreWrong() {
        assertEquals(
                "line 3: no label; line 5: no file; line 6: the split 'later' is none of " + Part.NAMES
                        + "; line 7: photos/0.PNG stands in line 2 already",
                problem("""
                                file,label,split
                                0.PNG,lion,train
                                1.PNG,,train
                                2.PNG,bull,test
                                ,bull,test
                                3.PNG,bull,later
                                photos/0.PNG,bull,train
                                """).received());
    }

    @Test
    void refusesWhatIsNoTable() {
        assertEquals(
                "3 cells in line 5",
                problem("file,label\r\n0.PNG,lion\r\n\"1\r\n.PNG\",lion\r\n2.PNG,lion,x")
                        .received());
        assertEquals(
                "line 3: a control character in the label li\\u000aon",
                problem("file,label\n\n0.PNG,\"li\non\"\n1.PNG,bull").received());
        assertTrue(problem("file,label\n0.PNG,lion\n1.PNG,\"bull").received().startsWith("after line 2: (startline"));
        assertTrue(problem("file,label\n0.PNG,\"lion\"x\n").received().contains("line 1"));
        assertEquals(
                "line 2: a label of 90 characters",
                problem("file,label\n0.PNG," + "獅".repeat(90) + "\n1.PNG,bull").received());
        assertEquals("no line", problem("\n\n").received());
        assertEquals("the columns file, weight", problem("file,weight\n0.PNG,3").received());
        Problem latin = assertThrows(
                        ProblemException.class,
                        () -> new Builds(folder)
                                .of(Map.of(
                                        "labels.csv",
                                        "file,label\na.png,Stier\nb.png,Löwe\n".getBytes(StandardCharsets.ISO_8859_1),
                                        "a.png",
                                        Archives.png(1))))
                .problem();
        assertEquals("other bytes in line 3", latin.received());
        Problem wide = problem("file,label\n" + ",".repeat(2_000_000));
        assertEquals("urn:bottega:problem:bad-table", wide.type());
        assertTrue(wide.received().contains("longer than any honest one"), wide.received());
        assertTrue(problem("file,label\n0.PNG,lion\n1.PNG,Lion").received().contains("Lion and lion"));
    }

    @Test
    void theHashTellsLabels() throws IOException {
        String hash =
                build("file,label\n0.PNG,a\n1.PNG,b\n2.PNG,a").description().hash();
        assertEquals(
                hash,
                build("file;label\r\n2.PNG;a\r\n0.PNG;a\r\n1.PNG;b")
                        .description()
                        .hash());
        assertNotEquals(
                hash,
                build("file,label\n0.PNG,a\n1.PNG,b\n2.PNG,b").description().hash());
    }

    @Test
    void classesMayHaveAddressesAndLabelsInLanguages() throws IOException {
        String classes = """
                name,uri,label:it,EN,label:pt-br,id,notes
                lion,http://vocab.getty.edu/aat/300310388,leone,lion,leão,7,x
                bull,,toro,,,8,
                eagle,,aquila,,,9,
                """;
        Map<String, byte[]> folders = Archives.lions("set/");
        String plain = new Builds(folder).of(folders).description().hash();
        folders.put("classes.csv", Archives.text(classes));
        Map<String, byte[]> table = files("labels.csv", "file,label\n0.PNG,lion\n1.PNG,bull");
        table.put("classes.csv", Archives.text(classes));
        for (Map<String, byte[]> files : List.of(folders, table)) {
            DataSet dataSet = new Builds(folder).of(files);
            DataSetClass bull = dataSet.description().classes().getFirst();
            assertNull(bull.uri());
            assertEquals(Map.of("it", "toro"), bull.labels());
            DataSetClass lion = dataSet.description().classes().getLast();
            assertEquals("http://vocab.getty.edu/aat/300310388", lion.uri());
            assertEquals(Map.of("it", "leone", "en", "lion", "pt-BR", "leão"), lion.labels());
            assertTrue(dataSet.description().skipped().stream()
                    .anyMatch(skip -> skip.reason().equals("Line 4: no picture has the class eagle.")));
        }
        assertNotEquals(plain, new Builds(folder).of(folders).description().hash());
        Map<String, byte[]> bad = Archives.lions("");
        bad.put("classes.csv", Archives.text("name,uri\nlion,aat/300310388\nbull,\nbull,\n,x:y"));
        Problem problem = assertThrows(ProblemException.class, () -> new Builds(folder).of(bad))
                .problem();
        assertEquals(
                "line 2: no absolute URI: aat/300310388; line 4: a second row for bull; line 5: no name",
                problem.received());
    }

    /** Whatever is damaged is refused with a problem or read; nothing else comes out. */
    @Test
    void answersToDamageWithProblems() throws IOException {
        byte[] table = Archives.text(
                "file,label,split\r\n0.PNG,\"lion|a\",train\r\n1.PNG,bull;a,train\r\n2.PNG,\"li\"\"on\",train\r\n3.PNG,bull,test\r\n");
        byte[] classes = Archives.text("name,uri,it\nlion,http://vocab/lion,\"leone\"\nbull,,toro\n");
        Random random = new Random(SEED);
        int refused = 0;
        int built = 0;
        for (int round = 0; round < 600; round++) {
            Map<String, byte[]> files = files("labels.csv", "");
            files.put("labels.csv", round % 3 == 0 ? table : damaged(table, random));
            files.put("classes.csv", round % 3 == 1 ? classes : damaged(classes, random));
            try {
                new Builds(folder).of(files);
                built++;
            } catch (ProblemException e) {
                refused++;
                assertTrue(e.problem().status() == 422, () -> "seed " + SEED + ": " + e.problem());
                assertTrue(e.problem().received() != null && e.problem().remedy() != null, () -> e.problem() + "");
            }
        }
        assertTrue(refused > 100 && built > 50, refused + " refused, " + built + " built");
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int change = random.nextInt(1, 4); change > 0; change--) {
            byte[] special = Archives.text(",;\"\n\r|\t\u0000 ");
            damaged[random.nextInt(damaged.length)] =
                    random.nextBoolean() ? special[random.nextInt(special.length)] : (byte) random.nextInt();
        }
        return damaged;
    }
}
