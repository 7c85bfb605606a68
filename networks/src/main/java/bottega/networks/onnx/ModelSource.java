package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A model on its way into a file: all of it is small but the initialisers, and those are written one by one from where
 * they lie, so that the model is never in memory a second time.
 *
 * @param graph without initialisers
 * @param metadata by key
 */
record ModelSource(GraphProto graph, List<Initializer> initializers, int opset, Map<String, String> metadata) {
    /** A protobuf message ends at 2 GiB, and an ONNX file without outside data is one message. */
    static final long LARGEST = Integer.MAX_VALUE;

    ModelSource withMetadata(Map<String, String> entries) {
        return new ModelSource(graph, initializers, opset, entries);
    }

    /** @throws ExportException when the file would be larger than a protobuf message can be */
    void write(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel);
        }
    }

    private void write(WritableByteChannel channel) throws IOException {
        byte[] frame = frame().toByteArray();
        long graphBytes = graph.getSerializedSize();
        for (Initializer initializer : initializers) {
            graphBytes += CodedOutputStream.computeTagSize(GraphProto.INITIALIZER_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt64SizeNoTag(size(initializer))
                    + size(initializer);
        }
        requireFits(frame.length + graphBytes + 16);
        writeFully(channel, ByteBuffer.wrap(frame));
        writeFully(channel, lengthDelimited(ModelProto.GRAPH_FIELD_NUMBER, graphBytes, graph.toByteArray()));
        for (Initializer initializer : initializers) {
            writeFully(
                    channel,
                    lengthDelimited(
                            GraphProto.INITIALIZER_FIELD_NUMBER,
                            size(initializer),
                            initializer.header().toByteArray()));
            if (initializer.bytes() > 0) {
                ByteBuffer data = initializer.data().get();
                if (data.remaining() != initializer.bytes()) {
                    throw new IllegalStateException(initializer.name() + ": expected " + initializer.bytes()
                            + " bytes, received " + data.remaining());
                }
                writeFully(
                        channel, lengthDelimited(TensorProto.RAW_DATA_FIELD_NUMBER, initializer.bytes(), new byte[0]));
                writeFully(channel, data);
            }
        }
    }

    /** @throws ExportException when a model of {@code bytes} cannot be one file */
    static void requireFits(long bytes) {
        if (bytes > LARGEST) {
            throw new ExportException("the model has " + bytes + " bytes, an ONNX file holds at most " + LARGEST
                    + ": use fewer or smaller layers, or parameters of a smaller type");
        }
    }

    /** The model without its graph; fields of a message may come in any order. */
    private ModelProto frame() {
        var frame = ModelProto.newBuilder()
                .setIrVersion(Opset.irVersion(opset))
                .setProducerName("bottega")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
        metadata.forEach((key, value) -> frame.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return frame.build();
    }

    private static long size(Initializer initializer) {
        long header = initializer.header().getSerializedSize();
        return initializer.bytes() == 0
                ? header
                : header
                        + CodedOutputStream.computeTagSize(TensorProto.RAW_DATA_FIELD_NUMBER)
                        + CodedOutputStream.computeUInt64SizeNoTag(initializer.bytes())
                        + initializer.bytes();
    }

    /** Tag and length of a field, and the beginning of its content. */
    private static ByteBuffer lengthDelimited(int field, long length, byte[] beginning) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(length);
        out.writeRawBytes(beginning);
        out.flush();
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
