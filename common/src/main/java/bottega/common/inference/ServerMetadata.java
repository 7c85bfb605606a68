package bottega.common.inference;

import java.util.List;

/**
 * {@code GET /v2}.
 *
 * @param extensions of the protocol that the server knows
 */
public record ServerMetadata(String name, String version, List<String> extensions) {}
