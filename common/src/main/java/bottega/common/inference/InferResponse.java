package bottega.common.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer to an {@link InferRequest}.
 *
 * @param id that of the request, null when it had none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferResponse(
        @JsonProperty("model_name") String modelName,
        @JsonProperty("model_version") String modelVersion,
        String id,
        List<Output> outputs) {

    /**
     * @param data an array of numbers, booleans or text, flat, row-major; numbers that JSON has no notation for are the
     *     texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}
     */
    public record Output(String name, List<Long> shape, String datatype, Object data) {}
}
