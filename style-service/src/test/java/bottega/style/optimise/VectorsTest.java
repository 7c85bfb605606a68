package bottega.style.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
    /** Whole numbers, whose sums are exact, at lengths around the number of lanes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 5000})
    void dotOfAnyLength(int length) {
        float[] a = new float[length];
        float[] b = new float[length];
        double expected = 0;
        for (int i = 0; i < length; i++) {
            a[i] = i - 100;
            b[i] = 3 - i;
            expected += (i - 100.0) * (3.0 - i);
        }
        assertEquals(expected, Vectors.dot(a, b));
    }

    /**
     * In float arithmetic the small products, 6.6e-4 in all, would be lost beside the large one. A double of 1e8 resolves
     * 1.5e-8, and 64 of the products are added to it, then the sums of 1023 other lanes.
     */
    @Test
    void dotIsInDoublePrecision() {
        int length = 1 << 16;
        float[] a = new float[length];
        float[] b = new float[length];
        Arrays.fill(a, 1e-4f);
        Arrays.fill(b, 1e-4f);
        a[0] = 1e4f;
        b[0] = 1e4f;
        double expected = 1e8 + (length - 1) * (double) 1e-4f * (double) 1e-4f;
        assertEquals(expected, Vectors.dot(a, b), (64 + 1023) * 1.5e-8);
    }

    @Test
    void sums() {
        float[] target = {1, 2, 3};
        Vectors.addScaled(target, 2, new float[] {1, 0, -1});
        assertArrayEquals(new float[] {3, 2, 1}, target);
        Vectors.scaledSum(target, new float[] {1, 1, 1}, 0.5, new float[] {2, 4, 6});
        assertArrayEquals(new float[] {2, 3, 4}, target);
        Vectors.scale(target, -1, target);
        assertEquals(9, Vectors.sumOfMagnitudes(target));
        assertEquals(4, Vectors.largestMagnitude(target));
    }
}
