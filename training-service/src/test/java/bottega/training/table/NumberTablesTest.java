package bottega.training.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.dataset.Part;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTablesTest {
    private static final TableLimits LIMITS = new TableLimits(100, 10, 500);

    @TempDir
    private Path folder;

    private int files;

    @Test
    void readsNumbersLabelsAndParts() throws IOException {
        Path numbers = folder.resolve("n");
        NumberTable table = read("""
                \uFEFF"id", height, species,"weight, dry",split
                1, 1.5, oak ,-2e1,train

                2,.25,ash,3.,TEST
                3,7,oak,+0.5,
                """, TableOptions.NONE, numbers);
        assertEquals(List.of("height", "weight, dry"), table.columns());
        assertEquals(List.of("ash", "oak"), table.classes());
        assertEquals(
                List.of(
                        new NumberTable.Row(2, 1, Part.TRAINING),
                        new NumberTable.Row(4, 0, Part.TEST),
                        new NumberTable.Row(5, 1, null)),
                table.rows());
        assertEquals(Set.of("id"), table.leftOut().keySet());
        assertArrayEquals(new float[] {1.5f, -20, .25f, 3, 7, .5f}, floats(numbers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y2\\n1,a\\n2,b           | x       | y2",
                "class,x\\na,1\\nb,2        | x       | class",
                "x,Target,z\\n1,a,2\\n1,b,2 | x z     | Target",
                "kind,x,z\\na,1,2\\nb,1,2    | x z     | kind",
                "1,2,a\\n1,3,b              | column1 column2 | column3",
                "x;z;k\\n1,5;2;a\\n1;2;b    | x z     | k",
                "x\\tz\\tk\\n1,5\\t2\\ta\\n1\\t2\\tb | x z | k",
            })
    void findsColumnsAndSeparators(String csv, String columns, String label) throws IOException {
        NumberTable table = read(csv.replace("\\n", "\n").replace("\\t", "\t"), TableOptions.NONE);
        assertEquals(List.of(columns.split(" ")), table.columns());
        assertEquals(List.of("a", "b"), table.classes(), "labels of " + label);
    }

    @Test
    void aPersonSaysWhichColumnIsWhat() throws IOException {
        NumberTable table = read("kind,x,remark,z\n1,2.5,fine,4\n2,3.5,,5", new TableOptions("kind", Set.of("remark")));
        assertEquals(List.of("x", "z"), table.columns());
        assertEquals(List.of("1", "2"), table.classes());
        assertEquals(Map.of("remark", "It was to be ignored."), table.leftOut());
        for (TableOptions wrong :
                List.of(new TableOptions("species", Set.of()), new TableOptions(null, Set.of("species")))) {
            Problem problem = refused("kind,x\n1,2\n2,3", wrong);
            assertEquals(400, problem.status());
            assertEquals("one of kind, x", problem.expected());
        }
    }

    @Test
    void badValuesAreNamedByLineAndColumn() {
        Problem problem = refused("x,z,label\n1,2,a\n?,3,b\n4,1d,\n5,6\n0x1,1e39,c\n\"1,234\",NaN,a");
        assertEquals(422, problem.status());
        assertEquals("line 3, column 'x'", problem.pointer());
        assertEquals(
                "line 3, column 'x': missing ('?'); line 4, column 'z': no number: '1d'; line 4, column 'label': missing;"
                        + " line 5: 2 values, where the first line has 3; line 6, column 'x': no number: '0x1';"
                        + " line 6, column 'z': too large for float32: '1e39'; line 7, column 'x': decimal comma in '1,234';"
                        + " line 7, column 'z': missing ('NaN')",
                problem.received());
        assertTrue(problem.detail().startsWith("8 values are"), problem.detail());
    }

    @Test
    void manyBadValuesAreCounted() {
        String received =
                String.valueOf(refused("x,label\n1,a\n" + "?,b\n".repeat(90)).received());
        assertTrue(received.endsWith("line 22, column 'x': missing ('?'); and 70 more"), received);
    }

    @Test
    void decimalCommasAndPointsInOneTableAreRefused() {
        Problem problem = refused("x;k\n1,5;a\n1.234;b");
        assertEquals("urn:bottega:problem:mixed-decimals", problem.type().toString());
        assertEquals("a comma in line 2, a point in line 3", problem.received());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | 422 | no line",
                "x,label                     | 422 | a header alone",
                "label\\na\\nb               | 422 | one column",
                "x,x,label\\n1,2,a\\n1,2,b   | 422 | two columns called 'x'",
                "x,,label\\n1,2,a\\nq,2,b    | 422 | line 3, column 'x': no number: 'q'",
                "x,label\\n1,a\\n2,a         | 422 | alone",
                "x,label\\n1,\"a\\n2,b       | 422 | EOF",
                "k,x\\n1,1.5\\n2,2.5\\n1,3.5\\n1,1.25\\n2,7.5\\n2,9.5 | 422 | 6 different values in column 'x', such as 1.5",
                "a,b,c,d,e,f,g,h,i,j,k,l\\n1,1,1,1,1,1,1,1,1,1,1,x | 413 | 11 columns",
            })
    void tablesThatAreNoneAreRefused(String csv, int status, String received) {
        Problem problem = refused(csv.replace("\\n", "\n"));
        assertEquals(status, problem.status());
        assertTrue(String.valueOf(problem.received()).contains(received), problem.toString());
    }

    @Test
    void sizesAreBounded() {
        assertEquals(413, refused("x,label\n" + "1,a\n2,b\n".repeat(51)).status());
        assertEquals(
                413,
                refused("a,b,c,d,e,f,label\n" + "1,2,3,4,5,6,k\n1,2,3,4,5,6,l\n".repeat(42))
                        .status());
        assertEquals(413, refused("x,label\n" + manyLabels(60) + manyLabels(60)).status());
        Problem endless = refused("x,label\n\"" + "1".repeat(3 << 20));
        assertEquals("urn:bottega:problem:damaged-table", endless.type().toString());
        assertTrue(String.valueOf(endless.received()).startsWith("a record of more than"), endless.toString());
    }

    private static String manyLabels(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("1,l").append(i).append('\n');
        }
        return text.toString();
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Path csv = folder.resolve("latin.csv");
        Files.write(csv, "x,label\n1,Bäume\n2,b".getBytes(StandardCharsets.ISO_8859_1));
        var refused = assertThrows(
                ProblemException.class,
                () -> NumberTables.read(csv, TableOptions.NONE, LIMITS, folder.resolve("numbers")));
        assertEquals("bytes that are no UTF-8", refused.problem().received());
    }

    /** Whatever comes is read or refused with a problem. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageIsAProblem(long seed) throws IOException {
        var random = new Random(seed);
        byte[] good = "\"x\";z;k\n1,5;2;a\n1;\"2\";b\n3;-4e2;a\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path csv = folder.resolve("damaged" + i);
            Files.write(csv, damaged);
            try {
                NumberTables.read(csv, TableOptions.NONE, LIMITS, folder.resolve("n" + i));
            } catch (ProblemException e) {
                assertTrue(e.problem().status() / 100 == 4, e.toString());
            }
        }
    }

    @Test
    void irisIsFishers() throws IOException {
        Path numbers = folder.resolve("iris");
        NumberTable table = NumberTables.read(
                Path.of("src/test/resources/iris.csv"), TableOptions.NONE, new TableLimits(1000, 10, 10_000), numbers);
        assertEquals(List.of("setosa", "versicolor", "virginica"), table.classes());
        assertEquals(150, table.rows().size());
        // Fisher 1936, table II: means of 6.588, 2.974, 5.552 and 2.026 for Iris virginica
        double[] sums = new double[4];
        float[] values = floats(numbers);
        for (int i = 400; i < 600; i++) {
            sums[i % 4] += values[i];
        }
        assertArrayEquals(new double[] {329.4, 148.7, 277.6, 101.3}, sums, 1e-4);
        assertNull(table.rows().getFirst().part());
    }

    private NumberTable read(String csv, TableOptions options) throws IOException {
        return read(csv, options, folder.resolve("numbers" + files));
    }

    private NumberTable read(String csv, TableOptions options, Path numbers) throws IOException {
        Path file = folder.resolve("table" + files++ + ".csv");
        Files.writeString(file, csv);
        return NumberTables.read(file, options, LIMITS, numbers);
    }

    private Problem refused(String csv) {
        return refused(csv, TableOptions.NONE);
    }

    private Problem refused(String csv, TableOptions options) {
        return assertThrows(ProblemException.class, () -> read(csv, options)).problem();
    }

    private static float[] floats(Path file) throws IOException {
        var buffer = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
