package bottega.inference.admission;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.inference.InferenceConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets as many requests compute at once as there are processors, in the order of their arrival. */
@Singleton
public class ComputeGate {
    private final Semaphore places;
    private final Duration longestWait;

    ComputeGate(InferenceConfig config) {
        places = new Semaphore(
                config.inference().concurrency().orElse(Runtime.getRuntime().availableProcessors()), true);
        longestWait = config.inference().queueTimeout();
    }

    /** A place, given back when it is closed. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a place.
     *
     * @throws ProblemException 503 when none came free in time
     */
    public Place enter() {
        try {
            if (places.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return places::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(503, "busy", "Busy", "No processor came free within " + longestWait.toMillis() + " ms.")
                .remedy("Try again in a moment.")
                .exception();
    }
}
