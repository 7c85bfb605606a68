package bottega.common.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v2/models/{name}/infer}.
 *
 * @param id comes back in the answer
 * @param outputs wanted, all when null or empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferRequest(
        String id, Map<String, Object> parameters, List<Input> inputs, List<RequestedOutput> outputs) {

    /**
     * @param data row-major, flat or nested as the shape says
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Input(
            String name, List<Long> shape, String datatype, Map<String, Object> parameters, List<Object> data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RequestedOutput(String name, Map<String, Object> parameters) {}
}
