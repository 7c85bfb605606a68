package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ONNX file in memory. */
public final class OnnxModel {
    /** ONNX operator set of every file written here. */
    public static final int OPSET = 17;

    /** ONNX file format version: with {@link #OPSET}, read by ONNX Runtime 1.12 and later. */
    public static final int IR_VERSION = 8;

    private final ModelProto proto;

    private OnnxModel(ModelProto proto) {
        this.proto = proto;
    }

    static OnnxModel of(GraphProto graph) {
        return new OnnxModel(ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("bottega")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build());
    }

    /** This model with one more metadata entry. */
    public OnnxModel withMetadata(String key, String value) {
        return new OnnxModel(proto.toBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value))
                .build());
    }

    ModelProto proto() {
        return proto;
    }

    public byte[] toByteArray() {
        return proto.toByteArray();
    }

    public void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            proto.writeTo(out);
        }
    }
}
