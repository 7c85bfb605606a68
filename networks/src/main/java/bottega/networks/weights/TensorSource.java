package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A tensor on its way into a file. */
interface TensorSource {
    /** Where bytes go: all of them from position to limit. */
    interface Sink {
        void write(ByteBuffer bytes) throws IOException;
    }

    TensorInfo info();

    /** Gives the elements away, little-endian, row-major, in as many pieces as it likes. */
    void writeTo(Sink sink) throws IOException;

    /** The array is read when its turn comes, piece by piece, wherever it lives; it stays open. */
    static TensorSource of(NDArray array) {
        var info = new TensorInfo(TensorType.of(array.getDataType()), array.getShape());
        return new TensorSource() {
            @Override
            public TensorInfo info() {
                return info;
            }

            @Override
            public void writeTo(Sink sink) throws IOException {
                long elements = info.shape().size();
                long step = EngineMemory.PIECE_BYTES / info.type().bytes();
                if (elements <= step) {
                    sink.write(array.toByteBuffer(false));
                    return;
                }
                try (NDArray flat = array.reshape(new Shape(elements))) {
                    for (long begin = 0; begin < elements; begin += step) {
                        var piece = new NDIndex().addSliceDim(begin, Math.min(elements, begin + step));
                        try (NDArray part = flat.get(piece)) {
                            sink.write(part.toByteBuffer(false));
                        }
                    }
                }
            }
        };
    }
}
