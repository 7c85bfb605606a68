package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints made to hurt: each is refused, in little memory and at once. */
class HostileTorchTest {
    private static final long HUGE = 1L << 62;

    @TempDir
    Path folder;

    static Stream<Arguments> tensors() {
        return Stream.of(
                Arguments.of("longer than its storage", 4, 0, new long[] {5}, new long[] {1}),
                Arguments.of("behind its storage", 4, 5, new long[] {0}, new long[] {1}),
                Arguments.of("beginning before its storage", 4, -1, new long[] {1}, new long[] {1}),
                Arguments.of("ending behind its storage", 4, 2, new long[] {3}, new long[] {1}),
                Arguments.of("striding out of it", 4, 0, new long[] {2}, new long[] {4}),
                Arguments.of("striding backwards", 4, 3, new long[] {2}, new long[] {-1}),
                Arguments.of("overflowing by strides", 4, 0, new long[] {3}, new long[] {HUGE}),
                Arguments.of("overflowing by shape", 4, 0, new long[] {HUGE, 4}, new long[] {0, 0}),
                Arguments.of(
                        "hiding an overflow behind a zero", 4, 0, new long[] {0, HUGE, HUGE}, new long[] {0, 0, 0}),
                Arguments.of("with a negative dimension", 4, 0, new long[] {-1}, new long[] {1}),
                Arguments.of("with more strides than dimensions", 4, 0, new long[] {1}, new long[] {1, 1}),
                Arguments.of("with too many dimensions", 4, 0, new long[40], new long[40]),
                Arguments.of("repeating one number 10^9 times", 4, 0, new long[] {1_000_000_000}, new long[] {0}),
                Arguments.of("on a storage larger than its entry", 5, 0, new long[] {1}, new long[] {1}),
                Arguments.of("on a storage of absurd size", HUGE, 0, new long[] {1}, new long[] {1}),
                Arguments.of("on a storage of negative size", -1, 0, new long[] {0}, new long[] {1}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tensors")
    void aTensor(String what, long elements, long offset, long[] shape, long[] strides) throws IOException {
        damaged(new Pickle()
                .dict()
                .text("x")
                .tensor("FloatStorage", "0", elements, offset, shape, strides)
                .set());
    }

    @Test
    void tensorsThatTogetherAreTooLarge() throws IOException {
        Pickle pickle = new Pickle().dict();
        for (int i = 0; i < 100; i++) {
            pickle.text("x" + i)
                    .tensor("FloatStorage", "0", 4, 0, new long[] {1_000_000}, 0)
                    .set();
        }
        assertTrue(damaged(pickle).expected().contains("together"));
    }

    @Test
    void storagesThatAreNotThere() throws IOException {
        damaged(tensorOn("1"));
        damaged(tensorOn("../data.pkl"));
        damaged(tensorOn("/etc/passwd"));
    }

    private static Pickle tensorOn(String key) {
        return new Pickle()
                .dict()
                .text("x")
                .tensor("FloatStorage", key, 4, 0, new long[] {4}, 1)
                .set();
    }

    /** {@code x = {}; x['x'] = x}. */
    @Test
    void aDictionaryInItself() throws IOException {
        damaged(new Pickle().dict().op('q').op(0).text("x").op('h').op(0).set());
        damaged(new Pickle().op(']').op('q').op(0).op('h').op(0).op('a'));
    }

    /** Each level holds the one below twice: 2^64 paths in 64 objects. */
    @Test
    void aDictionaryOfExponentialSize() throws IOException {
        Pickle pickle = new Pickle().dict().op('q').op(0);
        for (int level = 1; level <= 28; level++) {
            pickle.dict().op('q').op(level);
            pickle.text("a").op('h').op(level - 1).set();
            pickle.text("b").op('h').op(level - 1).set();
        }
        damaged(pickle);
    }

    @Test
    void nestingWithoutEnd() throws IOException {
        Pickle pickle = new Pickle();
        for (int i = 0; i < 100_000; i++) {
            pickle.dict().text("x");
        }
        pickle.op('N');
        for (int i = 0; i < 100_000; i++) {
            pickle.set();
        }
        damaged(pickle);
    }

    /** As a key, a list that holds itself would be hashed for ever. */
    @Test
    void aListInItselfAsAKey() throws IOException {
        Pickle pickle = new Pickle()
                .dict()
                .op(']')
                .op('q')
                .op(0)
                .op('h')
                .op(0)
                .op('a')
                .op('N')
                .set();
        assertEquals("urn:bottega:problem:unsupported-weights", problem(pickle).type(), "no tensors, but no hang");
    }

    @Test
    void namesThatGrow() throws IOException {
        Pickle pickle = new Pickle().dict().op('q').op(0);
        String longName = "x".repeat(1000);
        for (int level = 1; level <= 20; level++) {
            pickle.dict().op('q').op(level).text(longName).op('h').op(level - 1).set();
        }
        damaged(pickle);
    }

    @Test
    void millionsOfOperations() throws IOException {
        byte[] nones = new byte[3_000_000];
        Arrays.fill(nones, (byte) ']');
        assertTrue(problem(new Pickle().raw(nones)).expected().contains("operations"));
    }

    @ParameterizedTest
    @MethodSource("picklesThatAreNone")
    void aPickleThatIsNone(byte[] pickle) throws IOException {
        ProblemException e = assertThrows(
                ProblemException.class,
                () -> open(new TorchFiles(pickle).stored()).close());
        assertEquals("urn:bottega:problem:damaged-weights", e.problem().type());
    }

    static Stream<byte[]> picklesThatAreNone() {
        return Stream.of(
                new byte[0],
                new byte[] {'}', '.'},
                new byte[] {(byte) 0x80, 1, '}', '.'},
                new byte[] {(byte) 0x80, 6, '}', '.'},
                new Pickle().stop(),
                new Pickle().op('0').stop(),
                new Pickle().op('2').stop(),
                new Pickle().op('t').stop(),
                new Pickle().op('h').op(7).stop(),
                new Pickle().op('N').op('(').op('0').stop(),
                new Pickle().op('N').op('N').op('a').stop(),
                new Pickle().op('N').op('N').op('R').stop(),
                new Pickle().op('N').op('N').op('b').stop(),
                new Pickle().op('N').op('Q').stop(),
                new Pickle().dict().op('(').op('N').op('u').stop(),
                new Pickle().op('X').int4(Integer.MAX_VALUE).stop(),
                new Pickle().op('X').int4(-1).stop(),
                new Pickle().op('T').int4(-1).stop(),
                new Pickle().op(0x8b).int4(-1).stop(),
                new Pickle()
                        .op(0x8d)
                        .raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                        .stop(),
                new Pickle()
                        .op(0x95)
                        .raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127})
                        .stop(),
                new Pickle().op('X').int4(2).raw((byte) 0xc3, (byte) 0x28).stop(),
                new Pickle()
                        .op('c')
                        .raw("os".getBytes(StandardCharsets.US_ASCII))
                        .stop());
    }

    @Test
    void archivesThatSwell() throws IOException {
        byte[] zeros = new byte[200 << 20];
        byte[] pickle = tensorOn("0").stop();
        byte[] bomb = new TorchFiles(pickle).with("data/0", zeros).deflated();
        assertTrue(bomb.length < 1 << 20, "a bomb is small");
        assertTrue(problem(bomb).expected().contains("when unpacked"));
    }

    /** The directory promises little, the entry gives more; or it promises more than comes. */
    @Test
    void entriesThatLie() throws IOException {
        byte[] pickle = tensorOn("0").stop();
        byte[] sound = new TorchFiles(pickle).with("data/0", new byte[16]).deflated();
        for (int promised : new int[] {pickle.length - 1, pickle.length + 1}) {
            byte[] lying = sound.clone();
            ByteBuffer zip = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
            int directory = zip.getInt(lying.length - 22 + 16);
            zip.putInt(directory + 24, promised);
            assertEquals("urn:bottega:problem:damaged-weights", problem(lying).type());
        }
    }

    @Test
    void archivesThatAreNone() throws IOException {
        byte[] sound =
                new TorchFiles(tensorOn("0").stop()).storage("0", 1, 2, 3, 4).stored();
        try (NDManager manager = TorchEngine.newManager();
                TensorFile file = open(sound)) {
            assertEquals(4, file.read("x", manager).size());
        }
        for (int length = 4; length < sound.length; length += 7) {
            assertEquals(
                    "urn:bottega:problem:damaged-weights",
                    problem(Arrays.copyOf(sound, length)).type());
        }
        ByteBuffer many = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
        many.putShort(sound.length - 22 + 10, (short) 0xfffe);
        assertEquals(
                "urn:bottega:problem:damaged-weights", problem(many.array()).type());
        ByteBuffer zip64 = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
        zip64.putInt(sound.length - 22 + 16, -1);
        assertEquals(
                "urn:bottega:problem:damaged-weights", problem(zip64.array()).type());
    }

    private Problem damaged(Pickle pickle) throws IOException {
        Problem problem = problem(pickle);
        assertEquals("urn:bottega:problem:damaged-weights", problem.type(), problem.toString());
        return problem;
    }

    private Problem problem(Pickle pickle) throws IOException {
        return problem(new TorchFiles(pickle.stop()).storage("0", 1, 2, 3, 4).stored());
    }

    private Problem problem(byte[] file) throws IOException {
        return assertThrows(ProblemException.class, () -> open(file).close()).problem();
    }

    private TensorFile open(byte[] file) throws IOException {
        return TensorFile.open(Files.write(folder.resolve("hostile.pth"), file));
    }
}
