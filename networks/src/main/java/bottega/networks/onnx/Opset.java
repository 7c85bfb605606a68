package bottega.networks.onnx;

/**
 * ONNX operator sets of the files written here, each with the format version (IR) that it came with and the oldest
 * ONNX Runtime that reads it.
 */
public final class Opset {
    /** Of every file that can do with it: IR 8, ONNX Runtime 1.12 (2022) and later. */
    public static final int USUAL = 17;

    private Opset() {}

    static int irVersion(int opset) {
        return switch (opset) {
            case USUAL -> 8;
            default -> throw new IllegalArgumentException("no files are written in operator set " + opset);
        };
    }
}
