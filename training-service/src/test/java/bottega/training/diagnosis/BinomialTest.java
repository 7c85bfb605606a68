package bottega.training.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BinomialTest {
    @Test
    void sumsByHand() {
        assertEquals(1, Binomial.atLeast(0, 4, 0.5));
        assertEquals(11 / 16.0, Binomial.atLeast(2, 4, 0.5), 1e-12);
        assertEquals(Math.pow(0.9, 50), Binomial.atLeast(50, 50, 0.9), 1e-12);
        assertEquals(0, Binomial.atLeast(1, 4, 0));
        assertEquals(1, Binomial.atLeast(4, 4, 1));
    }

    /** Half of a hundred thousand throws of a coin, and one more: one half and half of the middle term. */
    @Test
    void manyTrialsKeepTheirDigits() {
        assertEquals(0.5, Binomial.atLeast(50_001, 100_001, 0.5), 1e-9);
    }
}
