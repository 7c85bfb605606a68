package bottega.common.dataset;

/**
 * A class of a data set.
 *
 * @param name the folder's name in the archive, in Unicode's composed form (NFC)
 * @param pictures how many it has, at least 1
 */
public record DataSetClass(String name, int pictures) {}
