package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A column of numbers of a data set, over all its rows.
 *
 * @param name unlike every other one
 * @param deviation standard deviation, of the rows themselves (divided by their number)
 * @param note what is odd about it; null where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSetColumn(String name, double min, double max, double mean, double deviation, String note) {}
