package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecodeLimitsTest {

    @Test
    void limitIsTheLastSizeThatPasses() {
        ImageDecoder decoder = new ImageDecoder(new DecodeLimits(600, 600, Duration.ZERO));
        assertEquals(
                30,
                decoder.decode(TestPictures.write("png", TestPictures.pattern(30, 20)))
                        .width());
        byte[] larger = TestPictures.write("png", TestPictures.pattern(601, 1));
        assertThrows(ProblemException.class, () -> decoder.decode(larger));
        assertThrows(ProblemException.class, () -> decoder.readHeader(larger));
    }

    @Test
    void whatFindsNoRoomInTimeIsBusy() {
        PixelBudget budget = new PixelBudget(new DecodeLimits(10_000, 20_000, Duration.ofMillis(20)));
        try (PixelBudget.Share _ = budget.take(10_000)) {
            try (PixelBudget.Share _ = budget.take(10_000)) {
                ProblemException problem = assertThrows(ProblemException.class, () -> budget.take(1));
                assertEquals(503, problem.problem().status());
                assertEquals("urn:bottega:problem:busy", problem.problem().type());
            }
            budget.take(10_000).close();
        }
        budget.take(20_000).close();
    }

    /** Many more threads than there is room for: all get their turn, and never too many at once. */
    @Test
    void budgetHoldsUnderLoad() throws Exception {
        PixelBudget budget = new PixelBudget(new DecodeLimits(8192, 16_384, Duration.ofMinutes(1)));
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int pixels = 1024 * (1 + i % 8);
                all.add(threads.submit(() -> {
                    try (PixelBudget.Share _ = budget.take(pixels)) {
                        most.accumulateAndGet(taken.addAndGet(pixels), Math::max);
                        Thread.yield();
                        taken.addAndGet(-pixels);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(1, TimeUnit.MINUTES);
            }
        }
        assertTrue(most.get() <= 16_384, "at most 16384 pixels at once, but " + most.get());
        assertEquals(0, taken.get());
    }

    @Test
    void manyThreadsDecodeTheSameBytes() throws Exception {
        ImageDecoder decoder = new ImageDecoder(new DecodeLimits(10_000, 20_000, Duration.ofMinutes(1)));
        byte[] file = JpegWriter.encode(TestPictures.gradient(100, 80), 0.8f);
        byte[] expected = decoder.decode(file).rgb();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> decoder.decode(file).rgb()));
            }
            for (Future<byte[]> one : all) {
                assertArrayEquals(expected, one.get(1, TimeUnit.MINUTES));
            }
        }
    }

    /** A share is given back when decoding fails, too: otherwise the second hundred would find no room. */
    @Test
    void failuresGiveTheirShareBack() {
        ImageDecoder decoder = new ImageDecoder(new DecodeLimits(10_000, 10_000, Duration.ZERO));
        byte[] broken = ImageDecoderTest.png(100, 100, 8, 2, new byte[10]);
        for (int i = 0; i < 100; i++) {
            ProblemException problem = assertThrows(ProblemException.class, () -> decoder.decode(broken));
            assertEquals(
                    "urn:bottega:problem:damaged-picture", problem.problem().type());
        }
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DecodeLimits(0, 10, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new DecodeLimits(10, 9, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new DecodeLimits(1, 1, Duration.ofSeconds(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DecodeLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO));
    }
}
