package bottega.common.dataset;

/**
 * Makes a data set of what lies under {@code BOTTEGA_HOME/imports}.
 *
 * @param folder or archive, or a table's file; its path under there
 * @param name what people will call the data set; null for the last part of the path, without an archive's ending
 * @param kind null to be told from the files
 */
public record ImportRequest(String folder, String name, DataSetKind kind) {}
