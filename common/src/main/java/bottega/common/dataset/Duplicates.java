package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Pictures that are there more than once.
 *
 * @param groups how many; a group is everything that is the same
 * @param pictures in all groups together
 * @param acrossClasses groups whose pictures do not all have the same classes: some of the labels are wrong
 * @param acrossParts groups with pictures in more than one given part: what is measured was seen in training
 * @param complete false where pictures looked like so many others that not all of them were compared
 * @param first of the groups, at most 100: those across classes, those across parts, then the largest
 */
public record Duplicates(
        int groups, int pictures, int acrossClasses, int acrossParts, boolean complete, List<Group> first) {
    /**
     * @param pictures how many
     * @param members the first of them, at most 20
     */
    public record Group(int pictures, boolean acrossClasses, boolean acrossParts, List<Member> members) {}

    /**
     * @param name {@code class/file}
     * @param part null where it was not given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(String name, List<String> classes, Part part) {}
}
