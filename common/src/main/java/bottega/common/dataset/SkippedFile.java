package bottega.common.dataset;

/**
 * A file of an archive that did not become part of the data set.
 *
 * @param file its path in the archive
 * @param reason why, as a sentence
 */
public record SkippedFile(String file, String reason) {}
