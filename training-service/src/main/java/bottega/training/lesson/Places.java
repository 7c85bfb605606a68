package bottega.training.lesson;

import bottega.common.problem.Problem;
import java.util.concurrent.Semaphore;

/** So many lessons at once as processors and memory bear; one more is told to come back. */
final class Places {
    private final int atOnce;
    private final Semaphore free;

    Places(int atOnce) {
        this.atOnce = atOnce;
        free = new Semaphore(atOnce);
    }

    Place take() {
        if (!free.tryAcquire()) {
            throw Problem.of(503, "busy", "Busy", "As many of these lessons as fit are running.")
                    .expected("at most " + atOnce + " at once")
                    .received("one more")
                    .remedy("Try again in a moment.")
                    .exception();
        }
        return free::release;
    }

    /** To be given back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
