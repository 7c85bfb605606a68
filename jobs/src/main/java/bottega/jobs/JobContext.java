package bottega.jobs;

import java.nio.file.Path;

/**
 * What an attempt at a job may do. Every write is fenced: once a newer attempt owns the job, it throws
 * {@link JobSupersededException} and changes nothing.
 */
public interface JobContext {
    String id();

    /** 1 for the first; grows with every start, also after a graceful stop. */
    int attempt();

    /** The job's folder: its inputs, and what {@link #commit} wrote in this and in earlier attempts. */
    Path folder();

    <T> T parameters(Class<T> type);

    /**
     * @param step steps done, 0 to {@code of}; counted over all attempts, so a resumed job starts where it was
     */
    void progress(long step, long of);

    /**
     * Reports a step. Reports that follow each other faster than a few a second are merged into one event, the latest
     * value of each key winning; the last one always arrives.
     *
     * @param details a record or map: its keys go into the event beside {@code step} and {@code of}, and into the job's
     *     {@code metrics}, where a key stays until it is overwritten
     */
    void progress(long step, long of, Object details);

    void log(String message);

    /** Announces a picture in the folder that was written with {@link #commit}. */
    void preview(String fileName);

    /**
     * To be called at every step: it throws where the attempt has to end.
     *
     * @throws JobCancelledException the user cancelled
     * @throws JobSupersededException a newer attempt owns the job
     * @throws JobInterruptedException the service is stopping; the job goes back to the queue
     */
    void checkCancelled();

    /**
     * Writes a file of the folder so that a reader, and a later attempt, sees the old one or the new one, whole.
     *
     * @param fileName a relative path inside the folder: {@code checkpoint.bin}, {@code previews/0100.png}
     * @param writer is given a temporary path with the same ending, and must leave a file there
     */
    void commit(String fileName, ThrowingConsumer<Path> writer);

    /** Keeps a record or map as the job's {@code result}. */
    void result(Object result);
}
