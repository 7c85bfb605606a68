package bottega.deploy.demo;

import bottega.common.training.PublicationRequest;
import bottega.common.training.RunRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a client asks of training-service. */
public record Training(Service service) {

    /** @return the data set as the service describes it: {@code {id, classes, ...}} */
    public JsonNode upload(String name, Path archive) throws FileNotFoundException {
        return service.post(
                "/datasets?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                "application/zip",
                BodyPublishers.ofFile(archive));
    }

    /** @return the run's id */
    public String start(String dataset, String network, int epochs, long seed) {
        return service.post("/runs", RunRequest.of(dataset, network, epochs, seed))
                .path("id")
                .asText();
    }

    /** @return the run at its end */
    public JsonNode await(String run, Consumer<JsonNode> onProgress) {
        return new JobWatch(service, "/runs/" + run, onProgress).await();
    }

    /** @return the model's version; a version before may have had other labels */
    public int publish(String run, String model) {
        return service.post("/runs/" + run + "/publication", new PublicationRequest(model, true))
                .path("version")
                .asInt();
    }
}
