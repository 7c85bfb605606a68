package bottega.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bottega.common.dataset.Part;
import bottega.training.engine.Split.Fractions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    /** 100 of class 0, then 30 of class 1. */
    private static final int[] LABELS =
            IntStream.range(0, 130).map(i -> i < 100 ? 0 : 1).toArray();

    private static final int[] ALL = IntStream.range(0, LABELS.length).toArray();

    @Test
    void aSplitIsStratifiedDisjointAndWhole() {
        Split split = stratified(ALL, new Fractions(0.2, 0.1), 9);
        assertEquals(26, split.validation().length);
        assertEquals(6, ofClassOne(split.validation()));
        assertEquals(13, split.test().length);
        assertEquals(3, ofClassOne(split.test()));
        assertArrayEquals(ALL, together(split), "every index once");
        for (Part part : Part.values()) {
            assertArrayEquals(
                    Arrays.stream(split.part(part)).sorted().toArray(), split.part(part), "ascending: " + part);
        }
    }

    @Test
    void theValidationPartIsTheSameWhateverIsTested() {
        Split without = stratified(ALL, new Fractions(0.2, 0), 9);
        assertEquals(0, without.test().length);
        Split with = stratified(ALL, new Fractions(0.2, 0.3), 9);
        assertArrayEquals(without.validation(), with.validation());
    }

    @Test
    void theSeedAloneDecides() {
        var fractions = new Fractions(0.2, 0.1);
        assertArrayEquals(
                stratified(ALL, fractions, 1).test(),
                stratified(ALL, fractions, 1).test());
        assertFalse(Arrays.equals(
                stratified(ALL, fractions, 1).test(),
                stratified(ALL, fractions, 2).test()));
    }

    /** What a seed draws is kept: runs are compared across versions. */
    @Test
    void whatASeedMeansStays() {
        Split split = stratified(IntStream.range(90, 110).toArray(), new Fractions(0.2, 0.2), 1);
        assertEquals(
                "[95, 96, 100, 109][90, 94, 102, 104]",
                Arrays.toString(split.validation()) + Arrays.toString(split.test()));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.2, 0.2, 0, 0", "2, 0.2, 0.2, 1, 0", "2, 0, 0.5, 0, 1", "3, 0.1, 0.1, 1, 1", "3, 0.5, 0.5, 1, 1"})
    void aClassKeepsSomethingToLearnFrom(int pictures, double validation, double test, int validated, int judged) {
        int[] few = IntStream.range(0, pictures).toArray();
        Split split = Split.stratified(few, new int[pictures], 1, new Fractions(validation, test), 3);
        assertEquals(validated, split.validation().length);
        assertEquals(judged, split.test().length);
        assertEquals(pictures - validated - judged, split.training().length);
    }

    @Test
    void whatIsGivenIsKeptAndTheRestIsDrawnFromTheTrainingPart() {
        List<Part> given = IntStream.range(0, 130)
                .mapToObj(i -> i % 10 == 0 ? Part.TEST : i % 10 == 1 ? null : Part.TRAINING)
                .toList();
        Split split = stratified(Split.pool(given), new Fractions(0.2, 0), 9).with(given);
        assertArrayEquals(IntStream.range(0, 130).filter(i -> i % 10 == 0).toArray(), split.test());
        assertEquals(18 + 5, split.validation().length, "a fifth of 90 and of 27");
        assertArrayEquals(ALL, together(split));
    }

    @Test
    void allThreeMayBeGiven() {
        List<Part> given = Collections.nCopies(1, Part.VALIDATION);
        given = java.util.stream.Stream.of(
                        given, Collections.nCopies(2, Part.TEST), Collections.nCopies(127, Part.TRAINING))
                .flatMap(List::stream)
                .toList();
        Split split = stratified(Split.pool(given), new Fractions(0, 0), 9).with(given);
        assertArrayEquals(new int[] {0}, split.validation());
        assertArrayEquals(new int[] {1, 2}, split.test());
        assertEquals(127, split.training().length);
    }

    private static Split stratified(int[] pool, Fractions fractions, long seed) {
        return Split.stratified(pool, LABELS, 2, fractions, seed);
    }

    private static long ofClassOne(int[] indices) {
        return Arrays.stream(indices).filter(i -> i >= 100).count();
    }

    private static int[] together(Split split) {
        return IntStream.concat(
                        Arrays.stream(split.training()),
                        IntStream.concat(Arrays.stream(split.validation()), Arrays.stream(split.test())))
                .sorted()
                .toArray();
    }
}
