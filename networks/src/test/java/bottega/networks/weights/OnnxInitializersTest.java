package bottega.networks.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.SharedData;
import bottega.networks.engine.TorchEngine;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxInitializersTest {
    @TempDir
    Path folder;

    /** Read once more by the protobuf classes, which hold everything in memory. */
    @Test
    void aRealModel() throws IOException {
        Path path = SharedData.require("fast-style/wave.onnx");
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(path));
        try (NDManager manager = TorchEngine.newManager();
                TensorFile file = TensorFile.open(path)) {
            assertEquals(model.getGraph().getInitializerCount(), file.tensors().size());
            assertTrue(file.tensors().size() > 10);
            for (TensorProto tensor : model.getGraph().getInitializerList()) {
                byte[] raw = tensor.getRawData().toByteArray();
                assertTrue(raw.length > 0, tensor.getName());
                assertArrayEquals(
                        raw,
                        file.read(tensor.getName(), manager).toByteBuffer(false).array(),
                        tensor.getName());
            }
        }
    }

    @Test
    void numbersOneByOneAndRaw() throws IOException {
        Path path = write(
                tensor("floats", TensorProto.DataType.FLOAT, 2, 1)
                        .addFloatData(1.5f)
                        .addFloatData(-2),
                tensor("doubles", TensorProto.DataType.DOUBLE, 1).addDoubleData(0.25),
                tensor("longs", TensorProto.DataType.INT64, 2).addInt64Data(-1).addInt64Data(1L << 40),
                tensor("bytes", TensorProto.DataType.INT8, 2).addInt32Data(-128).addInt32Data(127),
                tensor("unsigned", TensorProto.DataType.UINT8, 1).addInt32Data(200),
                tensor("flags", TensorProto.DataType.BOOL, 2).addInt32Data(1).addInt32Data(0),
                tensor("halves", TensorProto.DataType.FLOAT16, 2)
                        .addInt32Data(0x3c00)
                        .addInt32Data(0xc000),
                tensor("brains", TensorProto.DataType.BFLOAT16, 1).addInt32Data(0x4049),
                tensor("large", TensorProto.DataType.UINT32, 1).addUint64Data(0xffffffffL),
                tensor("raw", TensorProto.DataType.INT32, 1).setRawData(ByteString.copyFrom(new byte[] {1, 2, 0, 0})),
                tensor("number", TensorProto.DataType.FLOAT).addFloatData(7),
                tensor("empty", TensorProto.DataType.FLOAT, 0, 3));
        try (NDManager manager = TorchEngine.newManager();
                TensorFile file = TensorFile.open(path)) {
            assertEquals(Map.of("key", "value"), file.metadata());
            assertArrayEquals(
                    new float[] {1.5f, -2}, file.read("floats", manager).toFloatArray());
            assertArrayEquals(new double[] {0.25}, file.read("doubles", manager).toDoubleArray());
            assertArrayEquals(
                    new long[] {-1, 1L << 40}, file.read("longs", manager).toLongArray());
            assertArrayEquals(
                    new byte[] {-128, 127}, file.read("bytes", manager).toByteArray());
            assertArrayEquals(
                    new float[] {200},
                    file.read("unsigned", DataType.FLOAT32, manager).toFloatArray());
            assertArrayEquals(
                    new boolean[] {true, false}, file.read("flags", manager).toBooleanArray());
            assertArrayEquals(new float[] {1, -2}, file.read("halves", manager).toFloatArray());
            assertArrayEquals(
                    new float[] {3.140625f}, file.read("brains", manager).toFloatArray());
            assertArrayEquals(
                    new long[] {0xffffffffL}, file.read("large", manager).toLongArray());
            assertArrayEquals(new int[] {513}, file.read("raw", manager).toIntArray());
            assertEquals(7, file.read("number", manager).getFloat());
            assertEquals(0, file.read("empty", manager).size());
        }
    }

    @Test
    void tensorsThatAreNotWhatTheySay() throws IOException {
        var float2 = TensorProto.DataType.FLOAT;
        for (TensorProto.Builder each : List.of(
                tensor("x", float2, 2).addFloatData(1),
                tensor("x", float2, 2).addInt32Data(1).addInt32Data(2),
                tensor("x", float2, 2).setRawData(ByteString.copyFrom(new byte[7])),
                tensor("x", float2, 1)
                        .setRawData(ByteString.copyFrom(new byte[4]))
                        .addFloatData(1),
                tensor("x", float2, -1),
                tensor("x", float2, 1L << 62, 1L << 62),
                tensor("x", float2, 0, 1L << 62, 1L << 62),
                tensor("x", float2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                        .addFloatData(1),
                tensor("", float2, 1).addFloatData(1))) {
            Path path = write(each);
            assertEquals("urn:bottega:problem:damaged-weights", problem(path).type(), each.toString());
        }
        assertEquals(
                "urn:bottega:problem:damaged-weights",
                problem(write(tensor("x", float2, 0), tensor("x", float2, 0))).type());
    }

    @Test
    void whatIsNotReadIsToldApart() throws IOException {
        var external = tensor("x", TensorProto.DataType.FLOAT, 2)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("../../etc/passwd"));
        assertTrue(problem(write(external)).detail().contains("in another file"));
        var text = tensor("x", TensorProto.DataType.STRING, 1).addStringData(ByteString.copyFromUtf8("a"));
        assertTrue(problem(write(text)).received().contains("number 8"));
        Path none = Files.write(
                folder.resolve("none"),
                ModelProto.newBuilder()
                        .setIrVersion(8)
                        .setProducerName("x")
                        .build()
                        .toByteArray());
        assertEquals("a graph", problem(none).expected());
    }

    private static Problem problem(Path path) {
        return assertThrows(ProblemException.class, () -> TensorFile.open(path).close())
                .problem();
    }

    static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... dimensions) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    static ModelProto model(TensorProto.Builder... tensors) {
        var graph = GraphProto.newBuilder().setName("graph");
        for (TensorProto.Builder tensor : tensors) {
            graph.addInitializer(tensor);
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("key").setValue("value"))
                .setGraph(graph)
                .build();
    }

    private Path write(TensorProto.Builder... tensors) throws IOException {
        return Files.write(folder.resolve("model.onnx"), model(tensors).toByteArray());
    }
}
