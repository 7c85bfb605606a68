package bottega.common.inference;

import bottega.common.image.CropPolicy;
import bottega.common.model.Task;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A model of the repository as the inference service sees it.
 *
 * @param version that answers, null when none does
 * @param versions in the repository, ascending
 * @param network null, like task, labels, inputWidth, inputHeight and cropPolicy, when the model has no manifest
 * @param inputWidth pixels; null, like inputHeight and cropPolicy, where it takes numbers
 * @param inputHeight pixels
 * @param columns names of the numbers that it takes, in their order; null where it takes pictures
 * @param failures of versions that could not be loaded and have not changed since
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServedModel(
        String name,
        ModelState state,
        Long version,
        List<Long> versions,
        String network,
        Task task,
        List<String> labels,
        Integer inputWidth,
        Integer inputHeight,
        CropPolicy cropPolicy,
        List<String> columns,
        List<LoadFailure> failures) {

    public record LoadFailure(long version, String reason) {}

    /**
     * A page of models, by name.
     *
     * @param after where the next page begins ({@code ?after=}), null on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ServedModel> models, String after) {}
}
