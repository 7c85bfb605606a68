package bottega.jobs;

/** A consumer that may throw, above all {@link java.io.IOException}. */
@FunctionalInterface
public interface ThrowingConsumer<T> {
    void accept(T value) throws Exception;
}
