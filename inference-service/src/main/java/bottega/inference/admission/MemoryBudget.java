package bottega.inference.admission;

import bottega.common.problem.Problem;
import bottega.inference.InferenceConfig;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that requests hold in bodies and tensors; counted before it is taken. */
@Singleton
public class MemoryBudget {
    private final long total;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(InferenceConfig config) {
        total = config.inference()
                .requestMemory()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / 4);
    }

    /** An empty share, to be closed when the request is done. */
    public Share open() {
        return new Share();
    }

    /** What one request holds. For one thread. */
    public final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /**
         * Call before memory is taken.
         *
         * @throws bottega.common.problem.ProblemException 413 when one request may never have so much, 503 when others
         *     hold it now
         */
        public void add(long bytes) {
            if (held + bytes > total) {
                throw Problem.of(413, "too-large", "Too large", "The request needs more memory than the server gives.")
                        .expected("at most " + total + " bytes for body and tensors")
                        .received(held + bytes + " bytes")
                        .remedy("Send smaller requests, or raise bottega.inference.request-memory.")
                        .exception();
            }
            if (used.addAndGet(bytes) > total) {
                used.addAndGet(-bytes);
                throw Problem.of(503, "busy", "Busy", "Other requests hold the memory that this one needs.")
                        .remedy("Try again in a moment.")
                        .exception();
            }
            held += bytes;
        }

        /** Call after memory was given back. */
        void subtract(long bytes) {
            held -= bytes;
            used.addAndGet(-bytes);
        }

        @Override
        public void close() {
            subtract(held);
        }
    }
}
