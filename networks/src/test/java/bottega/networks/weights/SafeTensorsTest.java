package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.SharedData;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void arraysComeBackAsTheyWere() throws IOException {
        Path file = folder.resolve("a.safetensors");
        try (NDManager manager = TorchEngine.newManager()) {
            var arrays = new LinkedHashMap<String, NDArray>();
            arrays.put("float", manager.create(new float[] {1.5f, -2, Float.NaN, 1e-40f}, new Shape(2, 2)));
            arrays.put("double", manager.create(new double[] {Math.PI, -0.0}));
            arrays.put("long", manager.create(new long[] {Long.MIN_VALUE, 7}));
            arrays.put("int", manager.create(new int[] {-1, 2, 3}, new Shape(3, 1)));
            arrays.put("byte", manager.create(new byte[] {-1, 0, 1}).toType(DataType.UINT8, false));
            arrays.put("flag", manager.create(new boolean[] {true, false, true}));
            arrays.put("scalar", manager.create(42f));
            arrays.put("empty", manager.create(new Shape(0, 3)));
            SafeTensors.writeArrays(file, arrays, Map.of("epoch", "3", "quote", "\"\u00e4\n"));

            try (SafeTensors read = SafeTensors.open(file)) {
                assertEquals(Map.of("epoch", "3", "quote", "\"\u00e4\n"), read.metadata());
                assertEquals(arrays.keySet(), read.tensors().keySet());
                arrays.forEach((name, array) -> {
                    NDArray back = read.read(name, manager);
                    assertEquals(array.getShape(), back.getShape(), name);
                    assertEquals(array.getDataType(), back.getDataType(), name);
                    assertArrayEquals(
                            array.toByteBuffer(false).array(),
                            back.toByteBuffer(false).array(),
                            name);
                });
                assertArrayEquals(arrays.get("float").toFloatArray(), read.readFloats("float"));
                assertArrayEquals(arrays.get("double").toDoubleArray(), read.readDoubles("double"));
                assertThrows(RuntimeException.class, () -> read.readFloats("double"));
                assertThrows(NoSuchElementException.class, () -> read.read("none", manager));
            }
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "no temporary file stays");
        }
    }

    @Test
    void sameTensorsGiveTheSameBytesWhateverTheirOrder() throws IOException {
        var forwards = new LinkedHashMap<String, HostTensor>();
        forwards.put("b", HostTensor.of(new float[] {1, 2}, 2));
        forwards.put("a", HostTensor.of(new double[] {3}, 1));
        var backwards = new LinkedHashMap<String, HostTensor>(forwards.reversed());
        Path first = folder.resolve("1");
        Path second = folder.resolve("2");
        SafeTensors.write(first, forwards, Map.of("x", "1", "y", "2"));
        SafeTensors.write(second, backwards, Map.of("y", "2", "x", "1"));
        assertEquals(-1, Files.mismatch(first, second));
    }

    /** Values whose half-precision bits stand in the IEEE standard's tables. */
    @Test
    void narrowTypesAreWidened() throws IOException {
        var tensors = new LinkedHashMap<String, HostTensor>();
        tensors.put("f16", shorts(TensorType.F16, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00));
        tensors.put("bf16", shorts(TensorType.BF16, 0x3f80, 0xc000, 0x4049, 0xff80, 0x0000));
        tensors.put("i16", shorts(TensorType.I16, 0x8000, 0x7fff));
        tensors.put("u16", shorts(TensorType.U16, 0x8000, 0xffff));
        tensors.put("u32", new HostTensor(TensorType.U32, new Shape(1), bytes(4).putInt(0, -1)));
        tensors.put("u64", new HostTensor(TensorType.U64, new Shape(1), bytes(8).putLong(0, 5)));
        tensors.put("tooLarge", new HostTensor(TensorType.U64, new Shape(1), bytes(8).putLong(0, -1)));
        Path file = folder.resolve("narrow.safetensors");
        SafeTensors.write(file, tensors, Map.of());
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors read = SafeTensors.open(file)) {
            assertArrayEquals(
                    new float[] {1, -2, 65504, 0x1p-24f, Float.POSITIVE_INFINITY},
                    read.read("f16", manager).toFloatArray());
            assertArrayEquals(
                    new float[] {1, -2, 3.140625f, Float.NEGATIVE_INFINITY, 0},
                    read.read("bf16", manager).toFloatArray());
            assertArrayEquals(
                    new int[] {-32768, 32767}, read.read("i16", manager).toIntArray());
            assertArrayEquals(
                    new int[] {32768, 65535}, read.read("u16", manager).toIntArray());
            assertArrayEquals(
                    new long[] {0xffffffffL}, read.read("u32", manager).toLongArray());
            assertArrayEquals(new long[] {5}, read.read("u64", manager).toLongArray());
            assertThrows(RuntimeException.class, () -> read.read("tooLarge", manager));
        }
    }

    @Test
    void readsFilesOfTheReferenceImplementation() throws IOException {
        Path golden = SharedData.require("golden/gatys-equations.safetensors");
        Path again = folder.resolve("again.safetensors");
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors first = SafeTensors.open(golden)) {
            assertEquals(new Shape(8, 5, 7), first.tensors().get("F").shape());
            SafeTensors.writeArrays(again, first.readAll(manager), first.metadata());
            try (SafeTensors second = SafeTensors.open(again)) {
                for (String name : first.tensors().keySet()) {
                    assertEquals(first.read(name, manager), second.read(name, manager), name);
                }
            }
        }
        try (SafeTensors distilled = SafeTensors.open(SharedData.require("weights/vgg19-distilled-16x.safetensors"))) {
            assertEquals(
                    new Shape(16, 3, 3, 3),
                    distilled.tensors().get("conv11.weight").shape());
            assertTrue(distilled.tensors().size() > 30);
        }
    }

    /** The order of tensors, the header's spelling and its padding are the reference implementation's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "golden/mobilenet_v2.safetensors",
                "golden/mobilenet_v2-io.safetensors",
                "golden/gatys-equations.safetensors",
                "weights/vgg19-distilled-16x.safetensors"
            })
    void writesTheReferenceImplementationsBytes(String shared) throws IOException {
        Path reference = SharedData.require(shared);
        Path ours = folder.resolve("ours.safetensors");
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors file = SafeTensors.open(reference)) {
            SafeTensors.writeArrays(ours, file.readAll(manager), file.metadata());
        }
        assertEquals(-1, Files.mismatch(reference, ours));
    }

    /** More than 2 GiB, of which the disk holds next to nothing. */
    @Test
    void filesOfMoreThanTwoGibibytes() throws IOException {
        Path file = folder.resolve("large.safetensors");
        long large = 5L << 29;
        byte[] header = ("{\"large\":{\"dtype\":\"U8\",\"shape\":[" + large + "],\"data_offsets\":[0," + large
                        + "]},\"last\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + large + "," + (large + 4)
                        + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(
                    bytes(8 + header.length).putLong(header.length).put(header).flip());
            channel.write(bytes(4).putFloat(1.5f).flip(), 8 + header.length + large);
        }
        try (NDManager manager = TorchEngine.newManager();
                SafeTensors read = SafeTensors.open(file)) {
            assertEquals(1.5f, read.read("last", manager).toFloatArray()[0]);
            assertEquals(large, read.info("large").bytes());
        }
    }

    /** In pieces of any size, and into the engine's own memory: the file may be closed afterwards. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12, 40, 1000})
    void tensorsAreCopiedPieceByPiece(int pieceBytes) {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        NDArray array;
        try (NDManager manager = TorchEngine.newManager()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
                var info = new TensorInfo(TensorType.F32, new Shape(2, 5));
                array = EngineMemory.copy(segment, info, DataType.FLOAT32, manager, pieceBytes);
                segment.fill((byte) 0);
            }
            assertEquals(new Shape(2, 5), array.getShape());
            assertArrayEquals(values, array.toFloatArray());
        }
    }

    /** Larger than the pieces in which arrays are copied out and in. */
    @Test
    void tensorsOfSeveralPieces() throws IOException {
        Path file = folder.resolve("pieces.safetensors");
        try (NDManager manager = TorchEngine.newManager()) {
            int elements = EngineMemory.PIECE_BYTES / Float.BYTES + 3;
            NDArray array = manager.arange(2f * elements).reshape(2, elements);
            SafeTensors.writeArrays(file, Map.of("x", array), Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                assertEquals(array, read.read("x", manager));
            }
        }
    }

    private static HostTensor shorts(TensorType type, int... bits) {
        ByteBuffer bytes = bytes(bits.length * 2);
        for (int i = 0; i < bits.length; i++) {
            bytes.putShort(2 * i, (short) bits[i]);
        }
        return new HostTensor(type, new Shape(bits.length), bytes);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
