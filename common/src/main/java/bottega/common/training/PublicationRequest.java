package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * @param name of the model: a letter or digit, then up to 63 letters, digits, dots, hyphens, underscores
 * @param allowIncompatible whether the new version may have other labels, or another input or outputs, than the one before;
 *     default false
 * @param description for the model card: what the model is, up to 4,000 characters of plain text
 * @param intendedUse for the model card, likewise; default what holds for every classifier
 * @param licence for the model card, up to 200 characters
 * @param contact for the model card, likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicationRequest(
        String name,
        Boolean allowIncompatible,
        String description,
        String intendedUse,
        String licence,
        String contact) {
    public PublicationRequest(String name, Boolean allowIncompatible) {
        this(name, allowIncompatible, null, null, null, null);
    }

    public CardTexts texts() {
        return new CardTexts(description, intendedUse, licence, contact);
    }
}
