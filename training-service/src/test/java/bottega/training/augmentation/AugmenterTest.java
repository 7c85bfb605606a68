package bottega.training.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.augmentation.Augmentation;
import bottega.common.augmentation.Blur;
import bottega.common.augmentation.Colour;
import bottega.common.augmentation.Crop;
import bottega.common.augmentation.Edges;
import bottega.common.augmentation.Erasing;
import bottega.common.augmentation.Flip;
import bottega.common.augmentation.Preset;
import bottega.common.augmentation.Range;
import bottega.common.augmentation.Rotation;
import bottega.common.image.CropPolicy;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.training.augmentation.Draws.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int SIZE = 24;
    private static final RgbImage PICTURE = TestPictures.noise(SIZE, SIZE, 8);
    private static final Range ONE = new Range(1.0, 1.0);
    private static final Augmenter STRONG = new Augmenter(Preset.STRONG.augmentation(), SIZE, SIZE);

    /** Every transform happens, none changes anything. */
    @Test
    void identityParametersGiveTheSameBytes() {
        var identity = new Augmentation(
                new Crop(1.0, ONE, ONE),
                new Rotation(1.0, 0.0, Edges.FILL),
                new Flip(0.0),
                new Flip(0.0),
                new Colour(1.0, 0.0, 0.0, 0.0, 0.0),
                new Blur(1.0, new Range(0.0, 0.0)),
                new Erasing(0.0, null, null));
        for (int index = 0; index < 20; index++) {
            RgbImage result = new Augmenter(identity, SIZE, SIZE).apply(PICTURE, 3, 1, index);
            assertArrayEquals(PICTURE.rgb(), result.rgb());
        }
        assertSame(PICTURE, new Augmenter(Augmentation.NONE, SIZE, SIZE).apply(PICTURE, 3, 1, 0));
    }

    @Test
    void theSameSeedEpochAndIndexGiveTheSameBytesOnEveryThread() {
        List<byte[]> one = IntStream.range(0, 200)
                .mapToObj(index -> STRONG.apply(PICTURE, 5, 2, index).rgb())
                .toList();
        var others = new ConcurrentHashMap<Integer, byte[]>();
        IntStream.range(0, 200)
                .parallel()
                .map(index -> 199 - index)
                .forEach(index ->
                        others.put(index, STRONG.apply(PICTURE, 5, 2, index).rgb()));
        for (int index = 0; index < 200; index++) {
            assertArrayEquals(one.get(index), others.get(index));
        }
    }

    @Test
    void anotherSeedEpochOrIndexGivesOtherBytes() {
        Set<Integer> seen = new HashSet<>();
        for (long seed : new long[] {0, 1, -1, 1L << 40}) {
            for (int epoch = 1; epoch <= 10; epoch++) {
                for (int index = 0; index < 10; index++) {
                    seen.add(Arrays.hashCode(
                            STRONG.apply(PICTURE, seed, epoch, index).rgb()));
                }
            }
        }
        assertEquals(400, seen.size());
    }

    /** Bytes that were written down once: a change of the arithmetic or of the draws would change what seeds mean. */
    @Test
    void whatASeedMeansStays() {
        RgbImage source = TestPictures.noise(36, 36, 9);
        int hash = 0;
        for (int index = 0; index < 50; index++) {
            hash = 31 * hash + Arrays.hashCode(STRONG.apply(source, 1, 1, index).rgb());
        }
        assertEquals(2009825942, hash);
    }

    /** Turning one transform off leaves the draws of the others. */
    @Test
    void transformsDrawApart() {
        var flips = new Augmentation(null, null, new Flip(0.5), null, null, null, null);
        var flipsAndMore = new Augmentation(null, null, new Flip(0.5), new Flip(0.0), null, new Blur(0.0, null), null);
        for (int index = 0; index < 50; index++) {
            assertArrayEquals(
                    new Augmenter(flips, SIZE, SIZE).apply(PICTURE, 1, 1, index).rgb(),
                    new Augmenter(flipsAndMore, SIZE, SIZE)
                            .apply(PICTURE, 1, 1, index)
                            .rgb());
        }
    }

    /** 10,000 draws of a probability of 0.3 have a standard deviation of 46; five of them are allowed. */
    @Test
    void aTransformHappensAsOftenAsItsProbabilitySays() {
        for (Purpose purpose : Purpose.values()) {
            long happened = IntStream.range(0, 10_000)
                    .filter(i -> new Draws(7, 1 + i % 10, i / 10, purpose).happens(0.3))
                    .count();
            assertEquals(3000, happened, 230, purpose.toString());
        }
        assertFalse(IntStream.range(0, 1000).anyMatch(i -> new Draws(7, 1, i, Purpose.BLUR).happens(0)));
        assertTrue(IntStream.range(0, 1000).allMatch(i -> new Draws(7, 1, i, Purpose.BLUR).happens(1)));
    }

    /** Mean and variance of a uniform distribution on [-1, 1]: 0 and 1/3; and the next draw knows nothing of the first. */
    @Test
    void drawsOfNeighboursAreUniformAndUncorrelated() {
        int count = 20_000;
        double sum = 0;
        double squares = 0;
        double products = 0;
        double before = 0;
        for (int i = 0; i < count; i++) {
            double value = new Draws(1, 1, i, Purpose.ROTATION).within(-1, 1);
            sum += value;
            squares += value * value;
            products += value * before;
            before = value;
        }
        // standard errors: 0.0041, 0.0021, 0.0024
        assertEquals(0, sum / count, 0.02);
        assertEquals(1 / 3.0, squares / count, 0.01);
        assertEquals(0, products / count, 0.012);
    }

    @Test
    void cropsKeepTheirRangesAndReachEveryPlace() {
        var crop = new Crop(1.0, new Range(0.25, 0.8), new Range(0.5, 2.0));
        double areas = 0;
        double logarithms = 0;
        int left = 100;
        int right = 0;
        for (int i = 0; i < 4000; i++) {
            Rectangle part = Rectangle.crop(crop, 100, 100, new Draws(2, 1, i, Purpose.CROP));
            double area = part.width() * part.height() / 1e4;
            double ratio = (double) part.width() / part.height();
            // a side is rounded by up to half a pixel, of 35 at least
            assertTrue(area > 0.25 * 0.97 && area < 0.8 * 1.03, part.toString());
            assertTrue(ratio > 0.5 * 0.97 && ratio < 2 * 1.03, part.toString());
            assertTrue(part.left() >= 0 && part.left() + part.width() <= 100, part.toString());
            assertTrue(part.top() >= 0 && part.top() + part.height() <= 100, part.toString());
            areas += area;
            logarithms += Math.log(ratio);
            left = Math.min(left, part.left());
            right = Math.max(right, part.left() + part.width());
        }
        // large areas of long ratios do not fit and are drawn again, so the mean is below the middle, 0.525
        assertEquals(0.5, areas / 4000, 0.03);
        assertEquals(0, logarithms / 4000, 0.03);
        assertEquals(0, left);
        assertEquals(100, right);
    }

    @Test
    void aCropThatNeverFitsBecomesTheLargestOneAllowed() {
        var crop = new Crop(1.0, ONE, new Range(2.0, 2.0));
        assertEquals(new Rectangle(0, 25, 100, 50), Rectangle.crop(crop, 100, 100, new Draws(2, 1, 0, Purpose.CROP)));
    }

    @Test
    void erasedAreasKeepTheirRange() {
        var erasing = new Erasing(1.0, new Range(0.05, 0.2), new Range(0.5, 2.0));
        var augmenter = new Augmenter(new Augmentation(null, null, null, null, null, null, erasing), 60, 60);
        RgbImage plain = TestPictures.plain(60, 60, 255, 255, 255);
        double sum = 0;
        for (int index = 0; index < 500; index++) {
            RgbImage erased = augmenter.apply(plain, 4, 1, index);
            int count = 0;
            for (int i = 0; i < erased.rgb().length; i += 3) {
                if ((erased.rgb()[i] & 0xff) == 124) {
                    count++;
                }
            }
            double area = count / 3600.0;
            assertTrue(area > 0.045 && area < 0.21, "erased " + area);
            sum += area;
        }
        // standard error 0.002
        assertEquals(0.125, sum / 500, 0.01);
    }

    @Test
    void picturesArePreparedLargerWhereCropsWouldBeEnlarged() {
        var network = new ImagePreparation(CropPolicy.PAD, 100, 100);
        assertEquals(network, Augmenter.source(Augmentation.NONE, network));
        assertEquals(network, Augmenter.source(cropping(0.0, 0.2), network));
        assertEquals(new ImagePreparation(CropPolicy.PAD, 120, 120), Augmenter.source(cropping(1.0, 0.7), network));
        assertEquals(new ImagePreparation(CropPolicy.PAD, 150, 150), Augmenter.source(cropping(1.0, 0.1), network));
        assertNotEquals(network, Augmenter.source(Preset.LIGHT.augmentation(), network));
    }

    private static Augmentation cropping(double probability, double least) {
        return new Augmentation(new Crop(probability, new Range(least, 1.0), null), null, null, null, null, null, null);
    }
}
