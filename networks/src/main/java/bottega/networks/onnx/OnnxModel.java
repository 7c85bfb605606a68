package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ONNX file in memory: a copy, which does not change when the block it came from is trained further. */
public final class OnnxModel {
    private final byte[] bytes;

    OnnxModel(byte[] bytes) {
        this.bytes = bytes;
    }

    /** This model with one more metadata entry. */
    public OnnxModel withMetadata(String key, String value) {
        // Messages that follow each other are merged, and repeated fields appended.
        var longer = new ByteArrayOutputStream(bytes.length + key.length() + value.length() + 32);
        longer.writeBytes(bytes);
        longer.writeBytes(ModelProto.newBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value))
                .build()
                .toByteArray());
        return new OnnxModel(longer.toByteArray());
    }

    ModelProto proto() {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a model written here is always readable", e);
        }
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Replaces what was there at once, so that a reader never sees half a file. */
    public void write(Path file) throws IOException {
        NewFile.write(file, part -> Files.write(part, bytes));
    }
}
