package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The network that judges content and style.
 *
 * @param name the weight file's name without its ending, or {@code random}
 * @param source where its filters come from, in words
 * @param seed of random filters, else null
 * @param note what the user should know about it, null when there is nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StyleNetwork(String name, String source, Long seed, String note) {}
