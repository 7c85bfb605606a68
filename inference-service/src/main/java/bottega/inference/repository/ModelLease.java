package bottega.inference.repository;

import bottega.inference.engine.OnnxModel;

/** A model in use; it stays loaded until this is closed, whatever happens to the repository. */
public record ModelLease(OnnxModel model) implements AutoCloseable {
    @Override
    public void close() {
        model.release();
    }
}
