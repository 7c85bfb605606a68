package bottega.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import bottega.common.problem.ProblemException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Prepares the examples that training takes next on threads of its own, a few batches (or parts of one) ahead, also across
 * the border of an epoch: the first ones of the next are ready when validation is done. Which example stands where, and
 * what becomes of it, depends on the seed, the epoch and the index only.
 *
 * <p>The memory is that of the buffers, which are taken once and go round: training hands a part back before another one's
 * preparation begins in its place. Used by one thread; what fails on the feed's own threads is thrown at it.
 */
final class ExampleFeed implements AutoCloseable {
    /** Parts in preparation or waiting, if their memory allows. */
    static final int AHEAD = 4;
    /** More parts than one ahead are prepared only within so many bytes. */
    static final long MOST_BYTES = 256L << 20;

    private static final int ALIGNMENT = 64;

    private final LabelledExamples examples;
    private final LabelledExamples.Varied varied;
    private final Epochs epochs;
    private final int partSize;
    private final ExecutorService threads;
    private final Arena arena = Arena.ofShared();
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private final Deque<Future<Part>> ahead = new ArrayDeque<>();

    /** Where preparation is. */
    private Place preparing;
    /** Where training is. */
    private Place training;

    private long waitedNanos;

    /**
     * @param orders the training examples' indices in the order of an epoch, the same each time it is asked
     * @param batchSize examples a step
     * @param partSize examples at a time, which a batch is divided into; {@code batchSize} for whole batches
     * @param first epoch to come, from 1
     */
    record Epochs(IntFunction<int[]> orders, int batchSize, int partSize, int first) {
        private Place begin(int epoch) {
            return new Place(epoch, orders.apply(epoch), 0);
        }
    }

    /** @param next in the order */
    private record Place(int epoch, int[] order, int next) {
        int[] until(int end) {
            return Arrays.copyOfRange(order, next, end);
        }
    }

    ExampleFeed(LabelledExamples examples, LabelledExamples.Varied varied, Epochs epochs, int threads) {
        this.examples = examples;
        this.varied = varied;
        this.epochs = epochs;
        preparing = epochs.begin(epochs.first());
        training = preparing;
        // an epoch may be smaller than a batch
        partSize = Math.min(Math.min(epochs.partSize(), epochs.batchSize()), preparing.order().length);
        long partBytes = partSize * examples.bytes();
        int buffers = buffers(partBytes);
        this.threads = Executors.newFixedThreadPool(
                Math.min(threads, buffers),
                Thread.ofPlatform().daemon().name("example-feed-", 1).factory());
        try {
            for (int i = 0; i < buffers; i++) {
                free.add(arena.allocate(partBytes, ALIGNMENT).asByteBuffer());
            }
            while (!free.isEmpty()) {
                prepareNext();
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /** One is being trained on, one at least is prepared meanwhile. */
    static int buffers(long partBytes) {
        return Math.clamp(MOST_BYTES / partBytes, 2, AHEAD + 1);
    }

    /**
     * A quarter of the processors where training needs them too, all but two where it computes elsewhere; at least 1, at
     * most 16.
     */
    static int threads(int processors, boolean trainsOnProcessors) {
        return Math.clamp(trainsOnProcessors ? processors / 4 : processors - 2, 1, 16);
    }

    /**
     * What training takes next, in the order of the epoch: a batch or a part of one. To be closed before the next one is asked for, when no array
     * over its memory is open any more.
     */
    final class Part implements AutoCloseable {
        private final int epoch;
        private final int[] indices;
        private final ByteBuffer buffer;

        private Part(int epoch, int[] indices, ByteBuffer buffer) {
            this.epoch = epoch;
            this.indices = indices;
            this.buffer = buffer;
        }

        int[] indices() {
            return indices;
        }

        /** {@code [indices, shape]}, over memory that is the part's. */
        NDArray array(NDManager manager) {
            return examples.array(buffer, indices.length, manager);
        }

        /** The same, direct, from 0 to its limit. */
        ByteBuffer memory() {
            return buffer;
        }

        /** On one of the feed's threads. */
        private Part fill() {
            buffer.clear();
            for (int index : indices) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the feed was closed");
                }
                varied.copyTo(index, epoch, buffer);
            }
            buffer.flip();
            return this;
        }

        @Override
        public void close() {
            free.add(buffer);
            prepareNext();
        }
    }

    /** The indices of the batch that the next part begins or continues: those of it that are still to come. */
    int[] batch() {
        return training.until(endOfBatch(training));
    }

    /**
     * The next part, waiting until it is prepared.
     *
     * @throws ProblemException as it was thrown while the examples were prepared
     * @throws IllegalStateException around anything else that was thrown then
     */
    Part next() {
        long start = System.nanoTime();
        Future<Part> first = ahead.remove();
        try {
            Part part = first.get();
            training = advance(training, training.next() + part.indices.length);
            return part;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem
                    ? problem
                    : new IllegalStateException("Examples could not be prepared", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for examples", e);
        } finally {
            waitedNanos += System.nanoTime() - start;
        }
    }

    /** That {@link #next} waited since this was asked last. */
    long takeWaitedNanos() {
        long waited = waitedNanos;
        waitedNanos = 0;
        return waited;
    }

    private void prepareNext() {
        int end = Math.min(preparing.next() + partSize, endOfBatch(preparing));
        var part = new Part(preparing.epoch(), preparing.until(end), free.remove());
        preparing = advance(preparing, end);
        ahead.add(threads.submit(part::fill));
    }

    private int endOfBatch(Place place) {
        int begin = place.next() - place.next() % epochs.batchSize();
        return Math.min(begin + epochs.batchSize(), place.order().length);
    }

    private Place advance(Place place, int next) {
        return next == place.order().length
                ? epochs.begin(place.epoch() + 1)
                : new Place(place.epoch(), place.order(), next);
    }

    /** Returns when its threads have ended; at most one example is finished first. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        arena.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
