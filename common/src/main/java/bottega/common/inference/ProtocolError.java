package bottega.common.inference;

/** What everything under {@code /v2} answers when it fails, in place of problem details. */
public record ProtocolError(String error) {}
