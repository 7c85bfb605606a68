package bottega.jobs;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queue inside Quarkus, with its default settings, and its events over a real socket. */
@QuarkusTest
class JobStreamTest {
    @Inject
    Jobs jobs;

    @TestHTTPResource("/things")
    URI things;

    @Test
    void streamsEventsAndResumesAfterAnId() throws Exception {
        String id = jobs.submit("thing", Map.of("steps", 3), folder -> {}).id();
        // the handler waits for the stream to be open
        List<Event> all;
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = open(client, id, null)) {
            all = read(lines, () -> StreamResource.GATE.release());
        }
        assertEquals("state", all.getFirst().name);
        assertEquals("SUCCEEDED", all.getLast().data.get("state").asText());
        assertTrue(all.stream().anyMatch(event -> event.name.equals("log")));
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).id);
        }
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = open(client, id, "2")) {
            assertEquals(all.subList(2, all.size()), read(lines, () -> {}));
        }
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = open(client, id, Integer.toString(all.size()))) {
            assertEquals(List.of(), read(lines, () -> {}), "nothing is left, so the stream ends");
        }
    }

    @Test
    void answersWithProblems() {
        RestAssured.get(things + "/nobody/events").then().statusCode(404);
        String id = jobs.submit("thing", Map.of("steps", 0), folder -> {}).id();
        StreamResource.GATE.release();
        RestAssured.given()
                .header("Last-Event-ID", "x")
                .get(things + "/" + id + "/events")
                .then()
                .statusCode(400);
    }

    @Test
    void isReadyWhileTheQueueCanBeReached() {
        RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'job queue' }.status", equalTo("UP"));
    }

    private Stream<String> open(HttpClient client, String id, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(things + "/" + id + "/events"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("Content-Type").orElseThrow().split(";")[0]);
        return response.body();
    }

    private record Event(long id, String name, JsonNode data) {}

    /**
     * @param afterKeepAlive run when the first comment has come
     */
    private static List<Event> read(Stream<String> lines, Runnable afterKeepAlive) throws Exception {
        List<Event> events = new ArrayList<>();
        long id = 0;
        String name = null;
        for (String line : (Iterable<String>) lines::iterator) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("id:")) {
                id = Long.parseLong(value);
            } else if (line.startsWith("event:")) {
                name = value;
            } else if (line.startsWith("data:")) {
                events.add(new Event(id, name, new ObjectMapper().readTree(value)));
            } else if (line.startsWith(":")) {
                afterKeepAlive.run();
            }
        }
        return events;
    }
}
