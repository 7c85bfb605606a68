package bottega.common.model;

/**
 * A number that a model takes, as it was among those that it learned from: far outside of that range an answer rests on
 * nothing.
 *
 * @param mean what the graph subtracts
 * @param deviation what it then divides by; so large that nothing is left of a column that was the same in every row
 */
public record ModelColumn(String name, double min, double max, double mean, double deviation) {}
