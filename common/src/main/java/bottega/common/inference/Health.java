package bottega.common.inference;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Health endpoints of the protocol: the status code says it, the body says it again. */
public final class Health {
    private Health() {}

    public record Live(boolean live) {}

    /**
     * @param name of the model, null for the server
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ready(String name, boolean ready) {}
}
