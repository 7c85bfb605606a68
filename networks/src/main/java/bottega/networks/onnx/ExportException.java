package bottega.networks.onnx;

/** A block that cannot become an ONNX file, or one whose file does not compute what the block computes. */
public final class ExportException extends RuntimeException {
    public ExportException(String message) {
        super(message);
    }

    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
