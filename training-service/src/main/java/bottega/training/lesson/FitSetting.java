package bottega.training.lesson;

import bottega.common.lesson.FitRequest;
import bottega.common.lesson.FitTask;
import java.util.List;

/** One of the fits that a request asks for. */
record FitSetting(String name, List<Integer> hidden, int points, double dropout, double weightDecay) {
    private static final List<Integer> TOO_SMALL = List.of(1);
    private static final List<Integer> TOO_LARGE = List.of(48, 48);
    private static final int MORE = 10;
    private static final int MOST_POINTS = 2_000;

    static List<FitSetting> of(FitRequest request) {
        if (request.hidden() != null) {
            return List.of(plain("own", request.hidden(), request));
        }
        FitSetting small = plain("too-small", TOO_SMALL, request);
        FitSetting right = plain("right", right(request.task()), request);
        FitSetting large = plain("too-large", TOO_LARGE, request);
        return switch (request.show()) {
            case SIZES -> List.of(small, right, large);
            case TOO_SMALL -> List.of(small);
            case RIGHT -> List.of(right);
            case TOO_LARGE -> List.of(large);
            case REMEDIES -> remedies(request);
        };
    }

    private static FitSetting plain(String name, List<Integer> hidden, FitRequest request) {
        return new FitSetting(
                name,
                hidden,
                request.points(),
                request.dropout() == null ? 0 : request.dropout(),
                request.weightDecay() == null ? 0 : request.weightDecay());
    }

    private static List<Integer> right(FitTask task) {
        return switch (task) {
            case CURVE -> List.of(8);
            case CLOUD -> List.of(8);
        };
    }

    /** Each but the first has one thing that the first has not. */
    private static List<FitSetting> remedies(FitRequest request) {
        int points = request.points();
        double dropout = request.dropout() != null ? request.dropout() : dropout(request.task());
        double weightDecay = request.weightDecay() != null ? request.weightDecay() : weightDecay(request.task());
        int more = Math.min(MORE * points, MOST_POINTS);
        return List.of(
                new FitSetting("too-large", TOO_LARGE, points, 0, 0),
                new FitSetting("with-dropout", TOO_LARGE, points, dropout, 0),
                new FitSetting("with-l2", TOO_LARGE, points, 0, weightDecay),
                new FitSetting("with-more-points", TOO_LARGE, more, 0, 0));
    }

    static double dropout(FitTask task) {
        return switch (task) {
            case CURVE -> 0.3;
            case CLOUD -> 0.5;
        };
    }

    static double weightDecay(FitTask task) {
        return switch (task) {
            case CURVE -> 0.003;
            case CLOUD -> 0.005;
        };
    }
}
