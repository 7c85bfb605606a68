package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import bottega.common.problem.ProblemException;
import bottega.networks.engine.TorchEngine;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound files with some of their bytes changed: each either still is sound, and then all of it can be read, or is refused
 * with a problem of its own. Nothing else may be thrown. A few thousand files of each kind by default; {@code mvn -pl
 * networks -am -Pfuzz test} takes 100,000 of each in a heap of 64 MiB.
 */
@Tag("fuzz")
class WeightFileFuzzTest {
    private static final int FILES = Integer.getInteger("bottega.fuzz.files", 2000);
    private static final long SEED = Long.getLong("bottega.fuzz.seed", 20_261_122);
    private static final Set<String> REFUSALS =
            Set.of("urn:bottega:problem:damaged-weights", "urn:bottega:problem:unsupported-weights");
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void safetensors() throws IOException {
        Path sound = folder.resolve("sound");
        var tensors = new LinkedHashMap<String, HostTensor>();
        tensors.put("features.0.weight", HostTensor.of(new float[24], 2, 3, 2, 2));
        tensors.put("features.0.bias", HostTensor.of(new double[] {1, 2}, 2));
        tensors.put("scalar", HostTensor.of(new float[1]));
        tensors.put("none", HostTensor.of(new float[0], 0, 7));
        SafeTensors.write(sound, tensors, Map.of("format", "pt", "key", "value"));
        byte[] file = Files.readAllBytes(sound);
        fuzz("safetensors", List.of(file), random -> mutated(file));
    }

    @Test
    void torchStored() throws IOException {
        byte[] pickle = pickle();
        byte[] file = torch(pickle).stored();
        fuzz("torch, stored", List.of(file), random -> mutated(file));
    }

    @Test
    void torchDeflated() throws IOException {
        byte[] pickle = pickle();
        byte[] file = torch(pickle).deflated();
        fuzz("torch, deflated", List.of(file), random -> mutated(file));
    }

    @Test
    void torchLegacy() throws IOException {
        byte[] file = new TorchFiles(pickle())
                .storage("0", new float[24])
                .storage("1", 1, 2, 3)
                .legacy();
        fuzz("torch, before 1.6", List.of(file), random -> mutated(file));
    }

    /** The archive is whole, so that every file reaches the unpickler. */
    @Test
    void pickles() throws IOException {
        byte[] pickle = pickle();
        fuzz(
                "pickles",
                List.of(torch(pickle).stored()),
                random -> torch(mutated(pickle)).stored());
    }

    @Test
    void onnx() throws IOException {
        byte[] file = OnnxInitializersTest.model(
                        OnnxInitializersTest.tensor("conv.weight", DataType.FLOAT, 2, 3)
                                .setRawData(ByteString.copyFrom(new byte[24])),
                        OnnxInitializersTest.tensor("typed", DataType.FLOAT, 3).addAllFloatData(List.of(1f, 2f, 3f)),
                        OnnxInitializersTest.tensor("longs", DataType.INT64, 2).addAllInt64Data(List.of(-1L, 1L << 33)),
                        OnnxInitializersTest.tensor("halves", DataType.FLOAT16, 2)
                                .addAllInt32Data(List.of(0x3c00, 0x4000)),
                        OnnxInitializersTest.tensor("doubles", DataType.DOUBLE).addDoubleData(1))
                .toByteArray();
        fuzz("onnx", List.of(file), random -> mutated(file));
    }

    private void fuzz(String kind, List<byte[]> sound, Function<Random, byte[]> next) throws IOException {
        Path path = folder.resolve("mutated");
        for (byte[] file : sound) {
            assertTrue(reads(Files.write(path, file)), kind + ": the file is sound before it is changed");
        }
        int stillSound = 0;
        long slowest = 0;
        long began = System.nanoTime();
        for (int i = 0; i < FILES; i++) {
            byte[] file = next.apply(random);
            Files.write(path, file);
            long before = System.nanoTime();
            try {
                stillSound += reads(path) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                fail(
                        "%s, file %d of seed %d: %s"
                                .formatted(kind, i, SEED, HexFormat.of().formatHex(file)),
                        e);
            }
            slowest = Math.max(slowest, System.nanoTime() - before);
        }
        System.out.printf(
                "%s: %,d files in %.1f s, the slowest %.1f ms; %,d still sound, %,d refused%n",
                kind, FILES, (System.nanoTime() - began) / 1e9, slowest / 1e6, stillSound, FILES - stillSound);
        assertTrue(stillSound < FILES, "no change did any harm");
    }

    /** @return false when it is refused */
    private static boolean reads(Path path) throws IOException {
        try (NDManager manager = TorchEngine.newManager();
                TensorFile file = TensorFile.open(path)) {
            file.metadata();
            for (String name : file.tensors().keySet()) {
                file.read(name, manager).close();
            }
            return true;
        } catch (ProblemException e) {
            assertTrue(REFUSALS.contains(e.problem().type()), e.problem().type());
            assertTrue(e.problem().toString().length() < 4000, "a problem is for people to read");
            return false;
        }
    }

    private static TorchFiles torch(byte[] pickle) {
        return new TorchFiles(pickle).storage("0", new float[24]).storage("1", new float[] {1, 2});
    }

    /** What torch.save writes, and operations of later protocols. */
    private static byte[] pickle() {
        Pickle pickle = new Pickle()
                .dict()
                .op('q')
                .op(0)
                .op('(')
                .text("epoch")
                .op('K')
                .op(3)
                .text("state_dict");
        pickle.orderedDict().op('(');
        pickle.text("module.conv.weight")
                .tensor("FloatStorage", "0", 24, 0, new long[] {2, 3, 2, 2}, 12, 4, 2, 1)
                .op('q')
                .op(1);
        pickle.text("module.conv.view").tensor("FloatStorage", "0", 24, 3, new long[] {3, 2}, 2, 6);
        pickle.text("module.conv.bias").tensor("FloatStorage", "1", 2, 0, new long[] {2}, 1);
        pickle.text("module.shared").op('h').op(1).op('u');
        pickle.dict().text("_metadata").orderedDict().set().op('b');
        pickle.text("list")
                .op(']')
                .op('(')
                .op('N')
                .op(0x88)
                .op('G')
                .int4(0)
                .int4(0)
                .op('e');
        pickle.text("short").op(0x8c).op(2).raw((byte) 'h', (byte) 'i').op(0x94);
        return pickle.op('u').stop();
    }

    private byte[] mutated(byte[] original) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length < 2) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> with(bytes, at, (byte) random.nextInt(256));
            case 1 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 2 -> with(bytes, at, (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1)));
            case 3 -> number(bytes, at, Integer.BYTES);
            case 4 -> number(bytes, at, Long.BYTES);
            case 5 -> number(bytes, at, Short.BYTES);
            case 6 -> spliced(bytes, at, at + length, new byte[0]);
            case 7 -> {
                int from = random.nextInt(bytes.length);
                byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
                yield spliced(bytes, at, random.nextBoolean() ? at : Math.min(bytes.length, at + part.length), part);
            }
            default -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : with(bytes, at, (byte) random.nextInt(256));
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private byte[] number(byte[] bytes, int at, int width) {
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
                .array();
        System.arraycopy(number, 0, bytes, at, Math.min(width, bytes.length - at));
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] part) {
        return ByteBuffer.allocate(bytes.length - (to - from) + part.length)
                .put(bytes, 0, from)
                .put(part)
                .put(bytes, to, bytes.length - to)
                .array();
    }
}
