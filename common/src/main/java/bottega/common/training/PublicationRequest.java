package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * @param name of the model: a letter or digit, then up to 63 letters, digits, dots, hyphens, underscores
 * @param allowIncompatible whether the new version may have other labels, or another input or outputs, than the one before;
 *     default false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicationRequest(String name, Boolean allowIncompatible) {}
