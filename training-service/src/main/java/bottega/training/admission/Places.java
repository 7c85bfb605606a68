package bottega.training.admission;

import bottega.common.problem.Problem;
import java.util.concurrent.Semaphore;

/** As many requests at once as processors and memory bear; one more is told to come back (503 with Retry-After). */
public final class Places {
    private final int atOnce;
    private final String detail;
    private final Semaphore free;

    /** @param detail what is said to one more, as a sentence */
    public Places(int atOnce, String detail) {
        this.atOnce = atOnce;
        this.detail = detail;
        free = new Semaphore(atOnce);
    }

    public Place take() {
        if (!free.tryAcquire()) {
            throw Problem.of(503, "busy", "Busy", detail)
                    .expected("at most " + atOnce + " at once")
                    .received("one more")
                    .remedy("Try again in a moment.")
                    .exception();
        }
        return free::release;
    }

    /** To be given back. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
