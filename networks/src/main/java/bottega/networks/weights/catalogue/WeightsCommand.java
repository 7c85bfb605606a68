package bottega.networks.weights.catalogue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code ./bottega weights}: lists the published checkpoints, or fetches some. */
public final class WeightsCommand {
    private final Catalogue catalogue;
    private final WeightStore store;
    private final PrintStream out;
    private final boolean terminal;

    WeightsCommand(Catalogue catalogue, WeightStore store, PrintStream out, boolean terminal) {
        this.catalogue = catalogue;
        this.store = store;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Exit status 0 when all is there, 1 when something could not be had, 2 for wrong arguments.
     *
     * @param arguments {@code BOTTEGA_HOME}, then names
     */
    public static void main(String... arguments) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        if (arguments.length == 0) {
            System.err.println("weights: expected BOTTEGA_HOME and names of checkpoints");
            System.exit(2);
        }
        var store = new WeightStore(Path.of(arguments[0]));
        var command = new WeightsCommand(Catalogue.load(), store, System.out, terminal);
        System.exit(command.run(List.of(arguments).subList(1, arguments.length), System.err));
    }

    int run(List<String> names, PrintStream errors) {
        try {
            if (names.isEmpty()) {
                list();
            }
            List<PublishedCheckpoint> wanted =
                    names.stream().map(catalogue::named).toList();
            for (PublishedCheckpoint checkpoint : wanted) {
                fetch(checkpoint);
            }
            return 0;
        } catch (ProblemException e) {
            explain(e.problem(), errors);
            return e.problem().status() == 404 && e.problem().type().endsWith("no-such-checkpoint") ? 2 : 1;
        } catch (IOException e) {
            errors.println("weights: " + e);
            return 1;
        }
    }

    private void list() {
        for (PublishedCheckpoint each : catalogue.checkpoints()) {
            say(
                    "%-18s %-7s %9s  %s",
                    each.name(),
                    store.has(each) ? "here" : "",
                    each.bytes() == null ? "" : String.format(Locale.ROOT, "%.1f MB", each.bytes() / 1e6),
                    each.source());
        }
        say("");
        say("./bottega weights <name> downloads into %s. By hand: save", store.folder());
        say("the address that it prints under the name that it prints there.");
    }

    private void fetch(PublishedCheckpoint checkpoint) throws IOException {
        say("%s: %s", checkpoint.name(), checkpoint.source());
        say("  from     %s", checkpoint.address());
        say("  to       %s", store.path(checkpoint));
        say("  licence  %s", checkpoint.licence());
        if (!checkpoint.note().isEmpty()) {
            say("  note     %s", checkpoint.note());
        }
        if (store.has(checkpoint)) {
            store.require(checkpoint);
            say(
                    "  is here already, %s",
                    checkpoint.checksum().isPresent() ? "its checksum is right" : "no checksum is published for it");
            return;
        }
        var bar = new ProgressBar(out, terminal);
        try {
            var downloaded = new Downloader(store).fetch(checkpoint, bar);
            bar.end();
            say(
                    "  sha256   %s%s",
                    downloaded.sha256(),
                    downloaded.compared() ? ", as published" : " (nobody states one to compare with)");
        } catch (ProblemException | IOException e) {
            bar.end();
            throw e;
        }
    }

    private static void explain(Problem problem, PrintStream errors) {
        errors.println("weights: " + problem.detail());
        if (problem.expected() != null) {
            errors.println("  expected  " + problem.expected());
        }
        if (problem.received() != null) {
            errors.println("  received  " + problem.received());
        }
        if (problem.remedy() != null) {
            errors.println("  " + problem.remedy());
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
