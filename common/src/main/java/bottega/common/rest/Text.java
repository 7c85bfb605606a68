package bottega.common.rest;

/** Text from outside, made fit to be shown in an answer. */
final class Text {
    private static final int LONGEST = 200;

    private Text() {}

    /** At most {@value #LONGEST} characters, control characters replaced. */
    static String shown(Object value) {
        String text = String.valueOf(value);
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return start.chars()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
