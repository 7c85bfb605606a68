package bottega.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a client asks of inference-service. */
public record Serving(Service service) {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(60);

    /** @param probability 0 to 1 */
    public record Prediction(String label, double probability) {}

    /** A version just published is noticed by the service itself. */
    public void awaitVersion(String model, int version) {
        Instant giveUp = Instant.now().plus(NOTICED_WITHIN);
        String path = "/v2/models/" + model + "/versions/" + version + "/ready";
        while (!service.answersOk(path)) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("inference-service does not serve " + model + " version " + version
                        + " after " + NOTICED_WITHIN.toSeconds()
                        + " s; its log says why: ./bottega logs inference-service");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** @return the likeliest labels, likeliest first */
    public List<Prediction> classify(String model, byte[] jpeg, int top) {
        JsonNode answer = service.post(
                "/vision/" + model + "/classify?top=" + top, "image/jpeg", BodyPublishers.ofByteArray(jpeg));
        List<Prediction> predictions = new ArrayList<>();
        for (JsonNode prediction : answer.path("predictions")) {
            predictions.add(new Prediction(
                    prediction.path("label").asText(),
                    prediction.path("probability").asDouble()));
        }
        if (predictions.isEmpty()) {
            throw new IllegalStateException("no predictions in the answer: " + answer);
        }
        return List.copyOf(predictions);
    }
}
