package bottega.inference.engine;

/** A model file that cannot be served; the message is shown to whoever asks about the model. */
public final class ModelLoadException extends Exception {
    ModelLoadException(String message) {
        super(message);
    }

    ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
