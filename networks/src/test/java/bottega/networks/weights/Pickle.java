package bottega.networks.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles of protocol 2, operation by operation: what torch.save writes, and what it never would. */
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        op(0x80).op(2);
    }

    Pickle op(int code) {
        out.write(code);
        return this;
    }

    Pickle raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return op('X').int4(utf8.length).raw(utf8);
    }

    Pickle int4(int value) {
        return raw(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    Pickle number(long value) {
        return op(0x8a).op(8)
                .raw(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    Pickle numbers(long... values) {
        op('(');
        for (long value : values) {
            number(value);
        }
        return op('t');
    }

    Pickle global(String module, String name) {
        return op('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Pickle storage(String storageClass, String key, long elements) {
        return op('(').text("storage")
                .global("torch", storageClass)
                .text(key)
                .text("cpu")
                .number(elements)
                .op('t')
                .op('Q');
    }

    /** A tensor over a storage of its own. */
    Pickle tensor(String storageClass, String key, long elements, long offset, long[] shape, long... strides) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .op('(')
                .storage(storageClass, key, elements)
                .number(offset)
                .numbers(shape)
                .numbers(strides)
                .op(0x89)
                .orderedDict()
                .op('t')
                .op('R');
    }

    Pickle orderedDict() {
        return global("collections", "OrderedDict").op(')').op('R');
    }

    Pickle dict() {
        return op('}');
    }

    /** Sets what was pushed last under what was pushed before it. */
    Pickle set() {
        return op('s');
    }

    byte[] stop() {
        op('.');
        return out.toByteArray();
    }
}
