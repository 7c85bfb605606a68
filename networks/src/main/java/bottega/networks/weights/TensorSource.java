package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;

/** A tensor on its way into a file: what it is, and its bytes when their turn comes. */
interface TensorSource {
    TensorInfo info();

    /** Little-endian, row-major, from position to limit. */
    ByteBuffer bytes();

    /** The array is read when its turn comes, wherever it lives; it stays open. */
    static TensorSource of(NDArray array) {
        var info = new TensorInfo(TensorType.of(array.getDataType()), array.getShape());
        return new TensorSource() {
            @Override
            public TensorInfo info() {
                return info;
            }

            @Override
            public ByteBuffer bytes() {
                return HostTensor.of(array).bytes();
            }
        };
    }
}
