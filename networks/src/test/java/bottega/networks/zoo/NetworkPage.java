package bottega.networks.zoo;

import bottega.common.model.ModelManifest;
import bottega.common.model.ModelManifest.Parity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code docs/networks.md}: the zoo's figures beside the lecture's table, and what came of exporting each network at its
 * published size. The figures are counted when the page is written; a row of the exports is written by the test that
 * ran it, under the tag {@code large}.
 */
final class NetworkPage {
    /** Set, the tests write the page; otherwise they compare it. */
    static final boolean UPDATE = Boolean.getBoolean("bottega.update-docs");

    private static final Path FILE = Path.of("..", "docs", "networks.md");
    private static final String EXPORTS = "## Exported and compared";
    private static final int CLASSES = 1000;

    private NetworkPage() {}

    static String written() throws IOException {
        return Files.readString(FILE);
    }

    /** The page as it should be, with the exports that the page has. */
    static String expected() throws IOException {
        return page(exports());
    }

    static void update() throws IOException {
        Files.writeString(FILE, expected());
    }

    static void recordExport(NetworkType type, int size, ModelManifest manifest) throws IOException {
        Parity parity = manifest.parity();
        Map<String, String> exports = exports();
        exports.put(
                type.publicName(),
                row(
                        type.publicName(),
                        size + " x " + size,
                        format("%.1e", parity.largestDifference()),
                        format("%.2f", parity.deviation()),
                        format("%.1e", parity.tolerance()),
                        String.join(", ", manifest.outputs())));
        Files.writeString(FILE, page(exports));
    }

    private static String page(Map<String, String> exports) {
        var lines = new ArrayList<>(List.of(
                "# The zoo",
                "",
                "Written by the tests: `./bottega test -pl networks -am -Plarge -Dbottega.update-docs=true`. Every figure is",
                "counted on the network itself with 1,000 classes at its own input size; the table is the lecture's.",
                "",
                "- **depth**: convolutions and linear layers on the longest way from input to output",
                "- **parameters**: the trained ones, batch normalisation's running statistics not among them",
                "- **MB**: parameters and running statistics as float32, in MiB",
                "",
                row("network", "depth", "table", "MB", "table", "parameters", "table, million", "input", "table"),
                row("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:")));
        for (NetworkType type : NetworkType.values()) {
            lines.add(figures(type));
        }
        lines.addAll(List.of("", "## What differs, and which variant it is", ""));
        for (NetworkType type : NetworkType.values()) {
            if (!type.note().isEmpty()) {
                lines.add("- **" + type.publicName() + "**: " + type.note());
            }
        }
        lines.addAll(List.of(
                "",
                EXPORTS,
                "",
                "Random weights, batch normalisation's parameters and statistics among them, 1,000 classes; the file run in ONNX",
                "Runtime against DJL at batch 1 and 3. The difference is the largest over logits, embedding and class maps;",
                "the deviation is that of the logits between pictures; the tolerance is 1e-4 x max(1, deviation).",
                "",
                row("network", "input", "difference", "deviation", "tolerance", "outputs"),
                row("---", "--:", "--:", "--:", "--:", "---")));
        for (NetworkType type : NetworkType.values()) {
            if (exports.containsKey(type.publicName())) {
                lines.add(exports.get(type.publicName()));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String figures(NetworkType type) {
        NetworkSummary summary = NetworkSummary.of(type, CLASSES);
        var table = type.published();
        return row(
                type.publicName(),
                Integer.toString(summary.depth()),
                table.map(row -> row.depth() == 0 ? "-" : Integer.toString(row.depth()))
                        .orElse(""),
                format("%.1f", summary.megabytes()),
                table.map(row -> plain(row.megabytes())).orElse(""),
                format("%,d", summary.parameters()),
                table.map(row -> plain(row.millionParameters())).orElse(""),
                Integer.toString(type.inputSize()),
                table.map(row -> Integer.toString(row.inputSize())).orElse(""));
    }

    /** Network to its row. */
    private static Map<String, String> exports() throws IOException {
        if (!Files.exists(FILE)) {
            return new TreeMap<>();
        }
        String page = written();
        return page.substring(page.indexOf(EXPORTS))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| network") && !line.startsWith("| ---"))
                .collect(Collectors.toMap(line -> line.split(" ")[1], line -> line, (_, last) -> last, TreeMap::new));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : Double.toString(value);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
