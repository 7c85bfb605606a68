package bottega.networks.weights.catalogue;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** A bar that is written over on a terminal, else a line for each tenth. */
final class ProgressBar implements Downloader.Progress {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private long first = -1;
    private long drawn;
    private int tenth = -1;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(long received, OptionalLong total) {
        long now = System.nanoTime();
        first = first < 0 ? received : first;
        boolean done = total.isPresent() && received == total.getAsLong();
        if (terminal) {
            if (done || now - drawn > REDRAW_NANOS) {
                drawn = now;
                out.print("\r" + line(received, total, now) + "   ");
                out.flush();
            }
        } else if (total.isPresent() && (int) (10 * received / Math.max(1, total.getAsLong())) > tenth) {
            tenth = (int) (10 * received / Math.max(1, total.getAsLong()));
            out.println("  " + line(received, total, now));
        }
    }

    private String line(long received, OptionalLong total, long now) {
        double seconds = Math.max(1e-3, (now - began) / 1e9);
        String speed = String.format(Locale.ROOT, "%.1f MB/s", (received - first) / seconds / 1e6);
        if (total.isEmpty()) {
            return String.format(Locale.ROOT, "%.1f MB, %s", received / 1e6, speed);
        }
        int filled = (int) (WIDTH * received / Math.max(1, total.getAsLong()));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %.1f of %.1f MB, %s",
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * received / Math.max(1, total.getAsLong()),
                received / 1e6,
                total.getAsLong() / 1e6,
                speed);
    }

    void end() {
        if (terminal && drawn > 0) {
            out.println();
        }
    }
}
