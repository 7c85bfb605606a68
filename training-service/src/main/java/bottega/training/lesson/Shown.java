package bottega.training.lesson;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in sentences, rounded to six digits. */
final class Shown {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private Shown() {}

    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size < 1e-6 || size >= 1e9 ? rounded.toString() : rounded.toPlainString();
    }

    /** In brackets where it is negative, to stand after an operator. */
    static String operand(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }
}
