package bottega.deploy.demo;

import bottega.common.style.StyleParameters;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** What a client asks of style-service. */
public record Styling(Service service) {

    /**
     * @param content PNG
     * @param style PNG
     * @param size pixels of the result's longer side
     * @param network a file's name in BOTTEGA_HOME/weights without its ending, {@code random}, or empty for the service's
     *     choice
     * @return the job's id
     */
    public String start(byte[] content, byte[] style, int size, int steps, long seed, String network) {
        StyleParameters parameters = new StyleParameters(
                "style-transfer",
                size,
                steps,
                null,
                null,
                null,
                network.isEmpty() ? null : network,
                seed,
                null,
                null,
                null);
        Multipart form = new Multipart()
                .file("content", "content.png", "image/png", content)
                .file("style", "style.png", "image/png", style)
                .json("parameters", Service.json(parameters));
        return service.post("/jobs", form.contentType(), form.body()).path("id").asText();
    }

    public JsonNode await(String job, Consumer<JsonNode> onProgress) {
        return new JobWatch(service, "/jobs/" + job, onProgress).await();
    }

    /** @return PNG */
    public byte[] result(String job) {
        return service.getBytes("/jobs/" + job + "/result");
    }
}
