package bottega.training.table;

/**
 * What is refused before memory or disk is taken for it.
 *
 * @param columns of numbers
 * @param numbers rows times columns
 */
public record TableLimits(int rows, int columns, long numbers) {}
