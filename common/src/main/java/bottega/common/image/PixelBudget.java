package bottega.common.image;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the pixels that are decoded at the same time; first come, first served, so a large picture gets its turn. */
final class PixelBudget {
    private static final int PIXELS_PER_PERMIT = 1024;

    private final Semaphore permits;
    private final Duration maxWait;

    PixelBudget(DecodeLimits limits) {
        permits = new Semaphore(permitsFor(limits.maxPixelsAtOnce()), true);
        maxWait = limits.maxWait();
    }

    /**
     * @param pixels not more than the whole budget
     * @return gives the pixels back when closed
     */
    Share take(long pixels) {
        int count = permitsFor(pixels);
        try {
            if (!permits.tryAcquire(count, maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ImageProblems.busy(pixels, maxWait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageProblems.busy(pixels, maxWait);
        }
        return () -> permits.release(count);
    }

    private static int permitsFor(long pixels) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(pixels, PIXELS_PER_PERMIT));
    }

    interface Share extends AutoCloseable {
        @Override
        void close();
    }
}
