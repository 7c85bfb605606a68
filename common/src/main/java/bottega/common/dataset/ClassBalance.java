package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How evenly the examples are spread over the classes.
 *
 * @param ratio of the largest class to the smallest, 1 or more
 * @param accuracyOfLargest of always answering the largest class, 0 to 1: what a network has to beat; null where an example
 *     may have several classes
 * @param few classes with fewer examples than are needed to learn and judge them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassBalance(String largest, String smallest, double ratio, Double accuracyOfLargest, List<String> few) {}
