package bottega.common.training;

import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What only people know about a model. Plain text: what means something in Markdown is shown as it stands.
 *
 * @param description what it is, up to {@value #LONG} characters; null for none
 * @param intendedUse likewise; null for a text that fits every classifier
 * @param licence of the model, up to {@value #SHORT} characters
 * @param contact likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardTexts(String description, String intendedUse, String licence, String contact) {
    private static final int LONG = 4000;
    private static final int SHORT = 200;

    public static final CardTexts NONE = new CardTexts(null, null, null, null);

    public CardTexts {
        description = checked("description", description, LONG);
        intendedUse = checked("intendedUse", intendedUse, LONG);
        licence = checked("licence", licence, SHORT);
        contact = checked("contact", contact, SHORT);
    }

    private static String checked(String name, String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > most) {
            throw Problem.of(400, "invalid-parameter", "Invalid parameter", "A text of the model card is too long")
                    .at("/" + name)
                    .expected("at most " + most + " characters")
                    .received(text.length() + " characters")
                    .remedy("shorten it, and link to the rest")
                    .exception();
        }
        return text.strip();
    }
}
