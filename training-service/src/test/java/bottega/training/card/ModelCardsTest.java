package bottega.training.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.card.ModelCard;
import bottega.common.card.ModelCard.Confusion;
import bottega.common.dataset.Part;
import bottega.common.judgement.Verdict;
import bottega.common.training.CardTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards of runs that were never done, counted by hand. */
class ModelCardsTest {
    private static final Verdict GOOD = verdict(Verdict.Kind.GOOD_FIT, "A good fit.");
    /** Bowls are taken for amphorae and the other way round; no lamp is found. */
    private static final int[][] COUNTS = {{800, 100, 2}, {60, 300, 0}, {3, 2, 0}};

    @Test
    void theEvaluationIsThatOfTheTestPart() {
        ModelCard.Evaluation evaluation = card(Part.TEST, GOOD, COUNTS).evaluation();
        assertEquals(Part.TEST, evaluation.part());
        assertEquals(1267, evaluation.examples());
        assertEquals(1100 / 1267.0, evaluation.accuracy(), 1e-12);
        assertEquals(902 / 1267.0, evaluation.mostFrequentShare(), 1e-12);
        assertEquals(0.9, evaluation.meanProbability(), 1e-6);
        assertEquals(0.9 - 1100 / 1267.0, evaluation.calibrationError(), 1e-6);
        assertEquals(
                List.of(
                        new Confusion("amphora", "bowl", 100, 100 / 902.0),
                        new Confusion("bowl", "amphora", 60, 60 / 360.0),
                        new Confusion("lamp", "amphora", 3, 0.6),
                        new Confusion("lamp", "bowl", 2, 0.4),
                        new Confusion("amphora", "lamp", 2, 2 / 902.0)),
                evaluation.confusions());
        ModelCard.ClassEvaluation lamp = evaluation.classes().get(2);
        assertEquals(0, lamp.precision());
        // Wilson's interval of 0 of 5 and of 0 of 2 ends at z^2 / (n + z^2).
        assertEquals(3.8414588 / 8.8414588, lamp.recallInterval().high(), 1e-6);
        assertEquals(3.8414588 / 5.8414588, lamp.precisionInterval().high(), 1e-6);
    }

    @Test
    void aGoodRunHasTheLimitsOfEveryClassifierOnly() {
        List<String> limits = limits(Part.TEST, GOOD, new int[][] {{900, 100, 0}, {100, 900, 0}, {0, 0, 900}}).stream()
                .filter(each -> !each.contains("lamp (10)") && !each.contains("10 to 200"))
                .toList();
        assertEquals(3, limits.size(), limits.toString());
        assertTrue(limits.get(0).startsWith("It knows 3 classes and nothing else"), limits.toString());
    }

    @Test
    void aRareAndABadClassAreNamed() {
        List<String> limits = limits(Part.TEST, GOOD, COUNTS);
        assertHas(limits, "fewer than 20 pictures, so what it says of them is a guess: lamp (10).");
        assertHas(limits, "F1 below 0.7: lamp (0.00).");
        assertHas(limits, "10 to 200 training pictures");
    }

    @Test
    void withoutATestPartTheFiguresAreSaidToBeTooGood() {
        assertHas(
                limits(Part.VALIDATION, GOOD, COUNTS),
                "There was no test part: the figures are those of the 1,267 pictures");
        assertFalse(limits(Part.TEST, GOOD, COUNTS).toString().contains("no test part"));
    }

    @Test
    void fewTestPicturesSayLittle() {
        List<String> limits = limits(Part.TEST, GOOD, new int[][] {{6, 1, 0}, {1, 2, 0}, {0, 0, 0}});
        // Wilson's interval of 8 of 10, as published in tables: 49 % to 94 %
        assertHas(
                limits,
                "The figures rest on 10 pictures only: the true share of right answers may well be anything from 49 % to 94 %.");
        assertHas(limits, "better than always answering the most frequent class, which is right 70 %");
        assertHas(limits, "nothing to judge on: lamp.");
    }

    @Test
    void whatTheDiagnosisFoundWrongIsALimitButNotWhatItFoundRight() {
        assertHas(
                limits(Part.TEST, verdict(Verdict.Kind.OVERFITTING, "Knows it by heart."), COUNTS),
                "Knows it by heart.");
        assertHas(limits(Part.TEST, verdict(Verdict.Kind.LEAK_BETWEEN_SPLITS, "3 leaked."), COUNTS), "3 leaked.");
        assertFalse(limits(Part.TEST, GOOD, COUNTS).contains("A good fit."));
    }

    @Test
    void probabilitiesThatPromiseTooMuchAreALimit() {
        assertHas(
                limits(Part.TEST, GOOD, new int[][] {{700, 300, 0}, {300, 700, 0}, {0, 0, 10}}),
                "off by 20 points, and it claims more than it keeps.");
    }

    @Test
    void thePageHasWhatPeopleWroteAsTheyWroteIt() {
        String page = CardMarkdown.of(Cards.card(
                Part.TEST,
                new CardTexts("# Vessels <b>of</b> room 3", "Not for dating.", "CC BY 4.0", "a_b@c.org"),
                GOOD,
                COUNTS));
        assertTrue(
                page.startsWith("# vessels\n\nVersion 1 of 2026-11-22. Licence: CC BY 4.0. Contact: a\\_b@c.org.\n"),
                page);
        assertTrue(page.contains("\n\\# Vessels \\<b\\>of\\</b\\> room 3\n"), page);
        assertTrue(page.contains("## Intended use\n\nNot for dating.\n"), page);
        assertTrue(
                page.contains(
                        "**Of a hundred pictures that it has never seen it gets about 87 right** (1,100 of 1,267;"),
                page);
        assertTrue(page.contains("| lamp | 5 | 0 % (0 to 43) | 0 % (0 to 66) | 0.00 |\n"), page);
        assertTrue(
                page.contains(
                        "| amphora | 200 | 0 | 902 | Amphore (de), anfora (it), <http://vocab.getty.edu/aat/300148696> |\n"),
                page);
        assertTrue(page.contains("SHA-256 `cd34`"), page);
    }

    private static void assertHas(List<String> limits, String text) {
        assertTrue(limits.stream().anyMatch(each -> each.contains(text)), limits.toString());
    }

    private static List<String> limits(Part part, Verdict verdict, int[][] counts) {
        return card(part, verdict, counts).limits();
    }

    private static ModelCard card(Part part, Verdict verdict, int[][] counts) {
        return Cards.card(part, CardTexts.NONE, verdict, counts);
    }

    private static Verdict verdict(Verdict.Kind kind, String text) {
        return new Verdict(kind, text, Map.of("a", 1.0), List.of());
    }
}
