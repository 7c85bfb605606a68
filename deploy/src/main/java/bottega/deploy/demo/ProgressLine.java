package bottega.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a job's progress: one line that is written over on a terminal, else a line for each fifth of the way. */
final class ProgressLine implements Consumer<JsonNode> {
    private static final List<String> FIGURES =
            List.of("epoch", "loss", "accuracy", "trainingLoss", "picturesPerSecond", "contentLoss", "styleLoss");
    private static final int WIDTH = 96;

    private final PrintStream out;
    private final boolean terminal;
    private long shownFifth = -1;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void accept(JsonNode progress) {
        long step = progress.path("step").asLong();
        long of = Math.max(1, progress.path("of").asLong());
        String line = text(step, of, progress);
        if (terminal) {
            out.print("\r"
                    + (line.length() > WIDTH
                            ? line.substring(0, WIDTH)
                            : line.concat(" ".repeat(WIDTH - line.length()))));
            out.flush();
        } else if (5 * step / of > shownFifth) {
            shownFifth = 5 * step / of;
            out.println(line);
        }
    }

    /** Leaves the line as it is and goes on below it. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }

    private static String text(long step, long of, JsonNode progress) {
        StringBuilder line = new StringBuilder("   %3d %%  %d of %d".formatted(100 * step / of, step, of));
        for (String figure : FIGURES) {
            JsonNode value = progress.path(figure);
            if (value.isNumber()) {
                line.append("  ").append(words(figure)).append(' ').append(number(value.asDouble()));
            }
        }
        if (progress.path("secondsLeft").isNumber()) {
            line.append("  %.0f s left".formatted(progress.path("secondsLeft").asDouble()));
        }
        return line.toString();
    }

    /** {@code picturesPerSecond} as {@code pictures per second}. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        String format = value == Math.rint(value) || Math.abs(value) >= 100 ? "%,.0f" : "%.3g";
        return String.format(Locale.ROOT, format, value);
    }
}
