package bottega.style.rest;

import bottega.common.style.Normalisation;
import bottega.common.style.Pooling;
import bottega.common.style.Start;
import bottega.common.style.StyleParameters;
import bottega.style.job.StyleTransferOrder;

/** What a job gets that its client did not ask for. */
final class StyleDefaults {
    private static final int SIZE = 512;
    private static final int STEPS = 300;
    private static final long SEED = 1;
    private static final double CONTENT_WEIGHT = 1;
    /** Chosen by eye: at 1000 a dark painting swallows its content, at 10 strokes are an emboss and no paint. */
    private static final double RELATIVE_STYLE_WEIGHT = 400;
    /** The paper's ratio alpha / beta of 1e-3. */
    private static final double PAPER_STYLE_WEIGHT = 1e3;

    /** A hundred pairs end one per cent lower after 200 evaluations at 256 pixels, and cost five times as much. */
    private static final int HISTORY = 20;

    private StyleDefaults() {}

    static int size(StyleParameters given) {
        return given.size() == null ? SIZE : given.size();
    }

    static long seed(StyleParameters given) {
        return given.seed() == null ? SEED : given.seed();
    }

    /** Bytes of one pair that L-BFGS remembers: two floats for every number of the picture. */
    static long bytesOfPair(int width, int height) {
        return 2L * Float.BYTES * 3 * width * height;
    }

    /** @param network the name of the one that was chosen */
    static StyleParameters fill(StyleParameters given, String network) {
        Normalisation normalisation = or(given.normalisation(), Normalisation.RELATIVE);
        return new StyleParameters(
                or(given.kind(), StyleTransferOrder.KIND),
                size(given),
                or(given.steps(), STEPS),
                or(given.contentWeight(), CONTENT_WEIGHT),
                or(given.styleWeight(), styleWeight(normalisation)),
                normalisation,
                network,
                seed(given),
                or(given.start(), Start.CONTENT),
                or(given.pooling(), Pooling.AVERAGE),
                or(given.historySize(), HISTORY));
    }

    private static double styleWeight(Normalisation normalisation) {
        return switch (normalisation) {
            case PAPER -> PAPER_STYLE_WEIGHT;
            case RELATIVE -> RELATIVE_STYLE_WEIGHT;
        };
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
