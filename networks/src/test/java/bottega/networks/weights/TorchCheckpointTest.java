package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.SharedData;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchCheckpointTest {
    private static final float[] TWELVE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "golden/mobilenet_v2.pth, golden/mobilenet_v2.safetensors",
        "weights/squeezenet_v1.0_decoded.pth, weights/squeezenet_v1.0_decoded.safetensors"
    })
    void filesOfPyTorchHoldWhatTheirSafetensorsHold(String pth, String safetensors) throws IOException {
        Path first = SharedData.require(pth);
        Path second = SharedData.require(safetensors);
        try (NDManager manager = TorchEngine.newManager();
                TensorFile torch = TensorFile.open(first);
                TensorFile reference = TensorFile.open(second)) {
            assertTrue(torch instanceof TorchCheckpoint && reference instanceof SafeTensors);
            assertEquals(reference.tensors().keySet(), torch.tensors().keySet());
            for (String name : reference.tensors().keySet()) {
                assertEquals(reference.info(name), torch.info(name), name);
                assertArrayEquals(bytes(reference.read(name, manager)), bytes(torch.read(name, manager)), name);
            }
        }
    }

    @Test
    void viewsAreReadAsTheyAreMeant() throws IOException {
        Pickle pickle = new Pickle().dict();
        view(pickle, "whole", 0, new long[] {3, 4}, 4, 1);
        view(pickle, "transposed", 0, new long[] {4, 3}, 1, 4);
        view(pickle, "window", 5, new long[] {2, 2}, 4, 1);
        view(pickle, "everyOther", 0, new long[] {2, 2}, 8, 2);
        view(pickle, "expanded", 7, new long[] {2, 3}, 0, 0);
        view(pickle, "number", 11, new long[] {});
        view(pickle, "empty", 12, new long[] {0, 4}, 4, 1);
        view(pickle, "strideOfOne", 0, new long[] {1, 3}, 99, 1);
        for (byte[] zip : List.of(
                new TorchFiles(pickle.stop()).storage("0", TWELVE).stored(),
                new TorchFiles(pickle.stop()).storage("0", TWELVE).deflated())) {
            try (NDManager manager = TorchEngine.newManager();
                    TensorFile file = open(zip)) {
                assertArrayEquals(TWELVE, floats(file, "whole", manager));
                assertArrayEquals(
                        new float[] {0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}, floats(file, "transposed", manager));
                assertArrayEquals(new float[] {5, 6, 9, 10}, floats(file, "window", manager));
                assertArrayEquals(new float[] {0, 2, 8, 10}, floats(file, "everyOther", manager));
                assertArrayEquals(new float[] {7, 7, 7, 7, 7, 7}, floats(file, "expanded", manager));
                assertArrayEquals(new float[] {11}, floats(file, "number", manager));
                assertArrayEquals(new float[] {0, 1, 2}, floats(file, "strideOfOne", manager));
                assertEquals(new Shape(0, 4), file.read("empty", manager).getShape());
                assertThrows(NoSuchElementException.class, () -> file.read("none", manager));
            }
        }
    }

    private static void view(Pickle pickle, String name, long offset, long[] shape, long... strides) {
        pickle.text(name)
                .tensor("FloatStorage", "0", 12, offset, shape, strides)
                .set();
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 400921fb54442d18, 3.1415927, FLOAT64",
        "FloatStorage, c0490fdb, -3.1415927, FLOAT32",
        "HalfStorage, 7bff, 65504, FLOAT32",
        "BFloat16Storage, 4049, 3.140625, FLOAT32",
        "LongStorage, ffffffffffffff85, -123, INT64",
        "IntStorage, ffffff85, -123, INT32",
        "ShortStorage, ff85, -123, INT32",
        "CharStorage, 85, -123, INT8",
        "ByteStorage, 85, 133, UINT8",
        "BoolStorage, 07, 1, BOOLEAN"
    })
    void everyKindOfStorageInEitherByteOrder(String storage, String bits, float value, DataType type)
            throws IOException {
        byte[] bigEndian = HexFormat.of().parseHex(bits);
        byte[] littleEndian = bigEndian.clone();
        for (int i = 0; i < bigEndian.length; i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        byte[] pickle = new Pickle()
                .dict()
                .text("x")
                .tensor(storage, "0", 1, 0, new long[] {1}, 1)
                .set()
                .stop();
        byte[] big = "big".getBytes(StandardCharsets.US_ASCII);
        for (byte[] zip : List.of(
                new TorchFiles(pickle).with("data/0", littleEndian).stored(),
                new TorchFiles(pickle)
                        .with("data/0", bigEndian)
                        .with("byteorder", big)
                        .stored())) {
            try (NDManager manager = TorchEngine.newManager();
                    TensorFile file = open(zip)) {
                assertEquals(type, file.read("x", manager).getDataType());
                assertArrayEquals(
                        new float[] {value},
                        file.read("x", DataType.FLOAT32, manager).toFloatArray());
            }
        }
    }

    @Test
    void weightsAreFoundUnderWrappersAndPrefixes() throws IOException {
        Pickle weights = new Pickle().dict().text("epoch").number(3).set();
        weights.text("optimizer").dict();
        weights.text("state")
                .tensor("FloatStorage", "0", 12, 0, new long[] {2}, 1)
                .set();
        weights.set().text("state_dict").orderedDict();
        for (String name : List.of("module.conv.weight", "module.conv.bias")) {
            weights.text(name)
                    .tensor("FloatStorage", "0", 12, 0, new long[] {2}, 1)
                    .set();
        }
        // state_dict() hangs its versions on the dictionary
        weights.dict().text("_metadata").orderedDict().set().op('b').set();
        try (TensorFile file =
                open(new TorchFiles(weights.stop()).storage("0", TWELVE).stored())) {
            assertEquals(
                    List.of("conv.weight", "conv.bias"),
                    List.copyOf(file.tensors().keySet()));
        }
    }

    @Test
    void otherNestingIsJoinedByDots() throws IOException {
        byte[] pickle = new Pickle()
                .dict()
                .text("encoder")
                .dict()
                .text("w")
                .tensor("FloatStorage", "0", 12, 0, new long[] {2}, 1)
                .set()
                .set()
                .text("list")
                .op(']')
                .tensor("FloatStorage", "0", 12, 0, new long[] {2}, 1)
                .op('a')
                .set()
                .stop();
        try (TensorFile file = open(new TorchFiles(pickle).storage("0", TWELVE).stored())) {
            assertEquals(
                    List.of("encoder.w", "list.0"), List.copyOf(file.tensors().keySet()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "builtins, eval",
        "numpy.core.multiarray, scalar",
        "torchvision.models.resnet, ResNet",
        "torch, ComplexFloatStorage",
        "torch.nn.modules.container, Sequential"
    })
    void anyOtherNameIsRefusedByItsName(String module, String name) {
        byte[] pickle = new Pickle()
                .dict()
                .text("x")
                .global(module, name)
                .op(')')
                .op('R')
                .set()
                .stop();
        Problem problem = problem(new TorchFiles(pickle).stored());
        assertEquals("urn:bottega:problem:unsupported-weights", problem.type());
        assertTrue(problem.detail().contains(module + "." + name), problem.detail());
        assertTrue(problem.remedy().contains("state_dict"), problem.remedy());
    }

    @Test
    void whatTorchSavesOtherwiseIsToldApart() throws IOException {
        byte[] some = new Pickle().dict().stop();
        assertTrue(problem(new TorchFiles(some).stored()).detail().contains("holds no tensors"));
        assertTrue(problem(new TorchFiles(some).with("constants.pkl", some).stored())
                .detail()
                .contains("TorchScript"));
        assertTrue(problem("<html>".getBytes(StandardCharsets.UTF_8)).detail().contains("none of the formats"));
        assertTrue(problem(new byte[0]).received().contains("empty"));
    }

    @Test
    void whatTorchSavedBeforeItSavedZips() throws IOException {
        Pickle pickle = new Pickle().dict();
        view(pickle, "whole", 0, new long[] {3, 4}, 4, 1);
        view(pickle, "transposed", 0, new long[] {4, 3}, 1, 4);
        pickle.text("other").tensor("LongStorage", "7", 1, 0, new long[] {1}, 1).set();
        byte[] file = new TorchFiles(pickle.stop())
                .storage("0", TWELVE)
                .with("data/7", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                .legacy();
        try (NDManager manager = TorchEngine.newManager();
                TensorFile read = open(file)) {
            assertArrayEquals(TWELVE, floats(read, "whole", manager));
            assertArrayEquals(new float[] {0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}, floats(read, "transposed", manager));
            assertArrayEquals(new long[] {-1}, read.read("other", manager).toLongArray());
        }
        for (int length = 8; length < file.length; length += 5) {
            assertEquals(
                    "urn:bottega:problem:damaged-weights",
                    problem(Arrays.copyOf(file, length)).type());
        }
    }

    /** Python 2 pickled an ordered dictionary's entries as pairs, and text as bytes. */
    @Test
    void whatPythonTwoSaved() throws IOException {
        byte[] pickle = new Pickle()
                .global("collections", "OrderedDict")
                .op(']')
                .op(']')
                .op('U')
                .op(1)
                .op('w')
                .op('a')
                .global("torch._utils", "_rebuild_tensor")
                .op('(')
                .storage("FloatStorage", "0", 12)
                .number(0)
                .numbers(2)
                .numbers(1)
                .op('t')
                .op('R')
                .op('a')
                .op('a')
                .op(0x85)
                .op('R')
                .stop();
        try (NDManager manager = TorchEngine.newManager();
                TensorFile file =
                        open(new TorchFiles(pickle).storage("0", TWELVE).legacy())) {
            assertArrayEquals(new float[] {0, 1}, floats(file, "w", manager));
        }
    }

    private Problem problem(byte[] file) {
        return assertThrows(ProblemException.class, () -> open(file).close()).problem();
    }

    private TensorFile open(byte[] contents) throws IOException {
        return TensorFile.open(Files.write(folder.resolve("checkpoint.pth"), contents));
    }

    private static float[] floats(TensorFile file, String name, NDManager manager) {
        return file.read(name, manager).toFloatArray();
    }

    private static byte[] bytes(NDArray array) {
        return array.toByteBuffer(false).array();
    }
}
