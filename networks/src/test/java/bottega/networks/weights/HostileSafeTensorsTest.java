package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import bottega.common.problem.ProblemException;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and malicious files end in the problem {@code damaged-weights}, never in another error or in much memory. */
class HostileSafeTensorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}x",
                "{\"a\":1}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":3,\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e9],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":{\"a\":1}}",
                "{\"__metadata__\":[]}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}"
            })
    void headersThatAreNone(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        refused(file(json.length, json, new byte[8]));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void absurdHeaderLengths(long length) throws IOException {
        refused(file(length, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]));
    }

    @Test
    void filesShorterThanAHeaderLength() throws IOException {
        for (int length = 0; length < 8; length++) {
            Path file = folder.resolve("short" + length);
            Files.write(file, new byte[length]);
            refused(file);
        }
    }

    /** Any bytes changed or cut off: either the file still is sound, or it is refused with the one problem. */
    @Test
    void mutationsOfASoundFile() throws IOException {
        Path sound = folder.resolve("sound");
        SafeTensors.write(
                sound,
                Map.of("one", HostTensor.of(new float[6], 2, 3), "two", HostTensor.of(new double[2], 2)),
                Map.of("key", "value"));
        byte[] original = Files.readAllBytes(sound);
        long seed = 20_160_627;
        var random = new Random(seed);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] bytes = original.clone();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length - 40)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            Path file = folder.resolve("mutated");
            Files.write(file, Arrays.copyOf(bytes, length));
            try (NDManager manager = TorchEngine.newManager();
                    SafeTensors read = SafeTensors.open(file)) {
                read.readAll(manager);
            } catch (ProblemException e) {
                assertEquals("urn:bottega:problem:damaged-weights", e.problem().type(), "seed " + seed);
                refused++;
            }
        }
        assertTrue(refused > 1500, "most mutations do harm; refused " + refused);
    }

    private void refused(Path file) {
        ProblemException e = assertThrows(
                ProblemException.class, () -> SafeTensors.open(file).close());
        assertEquals(422, e.problem().status());
        assertEquals("urn:bottega:problem:damaged-weights", e.problem().type());
    }

    private Path file(long headerLength, byte[] header, byte[] data) throws IOException {
        Path file = folder.resolve("hostile.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(headerLength)
                        .put(header)
                        .put(data)
                        .array());
        return file;
    }
}
