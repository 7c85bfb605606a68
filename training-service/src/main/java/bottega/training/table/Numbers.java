package bottega.training.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Strictly decimal numbers. Java's own parser would also take "1d", "0x1p3" and "NaN". */
final class Numbers {
    private static final Pattern POINT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d+,\\d*|,\\d+)([eE][+-]?\\d{1,4})?");
    private static final Set<String> MISSING = Set.of("", "?", "-", "na", "n/a", "nan", "null", "none");
    private static final int LONGEST = 60;

    private final boolean commas;
    private int firstComma;
    private int firstPoint;

    /** @param commas whether a decimal comma is understood, where something else separates the columns */
    Numbers(boolean commas) {
        this.commas = commas;
    }

    static boolean isNumber(String text) {
        return text.length() <= LONGEST
                && (POINT.matcher(text).matches() || COMMA.matcher(text).matches());
    }

    static boolean isWhole(String text) {
        return isNumber(text) && Double.parseDouble(text.replace(',', '.')) % 1 == 0;
    }

    /**
     * @param bad is told where it is none
     * @return what the network sees: the nearest float32
     */
    float read(String text, int line, String column, BadValues bad) {
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            bad.add(line, column, text.isEmpty() ? "missing" : "missing ('" + text + "')");
            return 0;
        }
        boolean point = text.length() <= LONGEST && POINT.matcher(text).matches();
        boolean comma =
                !point && text.length() <= LONGEST && COMMA.matcher(text).matches();
        if (!point && !(comma && commas)) {
            bad.add(line, column, (comma ? "decimal comma in '" : "no number: '") + TableProblems.shown(text) + "'");
            return 0;
        }
        note(text, comma, line);
        float value = (float) Double.parseDouble(comma ? text.replace(',', '.') : text);
        if (Float.isInfinite(value)) {
            bad.add(line, column, "too large for float32: '" + text + "'");
        }
        return value;
    }

    private void note(String text, boolean comma, int line) {
        if (comma && firstComma == 0) {
            firstComma = line;
        } else if (!comma && firstPoint == 0 && text.indexOf('.') >= 0) {
            firstPoint = line;
        }
        if (firstComma > 0 && firstPoint > 0) {
            throw TableProblems.mixedDecimals(firstComma, firstPoint);
        }
    }
}
