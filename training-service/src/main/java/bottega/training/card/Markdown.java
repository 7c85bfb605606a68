package bottega.training.card;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of others inside Markdown: whatever means something there is shown as it stands. */
final class Markdown {
    /** Also HTML, entities, tables, and formulas as some readers have them. */
    private static final String SPECIAL = "\\`*_[]<>|&~$";

    /** What begins a heading, a list, a quotation, a rule or an underlined heading. */
    private static final Pattern BLOCK = Pattern.compile("^(?:([#+=>-])|(\\d+)([.)]))");

    private static final Pattern WEB = Pattern.compile("https?://[^\\s<>|\\p{Cntrl}]+");

    private Markdown() {}

    /** In a line of its own or in a table's cell. */
    static String inline(String text) {
        var escaped = new StringBuilder();
        clean(text).chars().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }

    /** To itself where it is a web address, else the text. */
    static String link(String uri) {
        return WEB.matcher(uri).matches() ? "<" + uri + ">" : inline(uri);
    }

    /** Empty lines part paragraphs. */
    static String paragraphs(String text) {
        return Arrays.stream(text.strip().split("\\R"))
                .map(line -> BLOCK.matcher(inline(line)).replaceFirst(Markdown::escaped))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n");
    }

    private static String escaped(java.util.regex.MatchResult block) {
        return java.util.regex.Matcher.quoteReplacement(
                block.group(1) == null ? block.group(2) + "\\" + block.group(3) : "\\" + block.group(1));
    }

    /** Control characters, line breaks among them, are spaces; those that reverse the direction of what follows are nothing. */
    private static String clean(String text) {
        return text.replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    /** @param right columns of figures, from 0 */
    static String table(List<String> head, List<Integer> right, List<List<String>> rows) {
        var table = new StringBuilder(row(head));
        table.append('|');
        for (int column = 0; column < head.size(); column++) {
            table.append(right.contains(column) ? " ---: |" : " --- |");
        }
        table.append('\n');
        rows.forEach(each -> table.append(row(each)));
        return table.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
