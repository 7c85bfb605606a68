package bottega.deploy.demo;

import bottega.common.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * One service's REST interface. An answer of 400 and above becomes a {@link ServiceException} with the problem that the
 * service sent.
 *
 * @param base {@code http://127.0.0.1:8081}
 */
public record Service(URI base) {
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public JsonNode get(String path) {
        return tree(send(request(path).GET(), BodyHandlers.ofByteArray()).body());
    }

    public byte[] getBytes(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray()).body();
    }

    /** Whether the answer to a GET is 200; false as well while nobody answers. */
    public boolean answersOk(String path) {
        try {
            HttpRequest request = request(path).GET().build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public JsonNode post(String path, Object body) {
        return post(path, "application/json", BodyPublishers.ofString(json(body)));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public JsonNode post(String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(body);
        return tree(send(request, BodyHandlers.ofByteArray()).body());
    }

    /** The lines of an event stream from the event after {@code lastEventId} on, as they come. Close it. */
    public Stream<String> events(String path, String lastEventId) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<Stream<String>> response = HTTP.send(request.GET().build(), BodyHandlers.ofLines());
            if (response.statusCode() >= 400) {
                try (Stream<String> lines = response.body()) {
                    String body = String.join("\n", lines.toList());
                    throw problem("GET " + base.resolve(path), response.statusCode(), body);
                }
            }
            return response.body();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_WITHIN);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder builder, BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<T> response = HTTP.send(request, handler);
            if (response.statusCode() >= 400) {
                String body = response.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
                throw problem(what, response.statusCode(), body);
            }
            return response;
        } catch (ConnectException e) {
            throw new ServiceException(
                    what,
                    Problem.of(503, "not-reachable", "Nobody answers", "No service listens at " + base + ".")
                            .remedy("Start the services with ./bottega up; ./bottega status shows them."));
        } catch (IOException e) {
            throw new ServiceException(
                    what,
                    Problem.of(503, "connection-broke", "The connection broke", String.valueOf(e.getMessage()))
                            .remedy("Look at the service's log: ./bottega logs"));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ServiceException problem(String what, int status, String body) {
        try {
            return new ServiceException(what, JSON.readValue(body, Problem.class));
        } catch (JsonProcessingException e) {
            return new ServiceException(
                    what, Problem.of(status, "unexplained", "An answer without problem details", body));
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("the service's answer is not JSON", e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
