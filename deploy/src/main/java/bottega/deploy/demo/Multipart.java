package bottega.deploy.demo;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The body of a multipart/form-data request (RFC 7578). */
public final class Multipart {
    private final String boundary = "bottega-" + UUID.randomUUID();
    private final List<byte[]> pieces = new ArrayList<>();

    public Multipart file(String name, String fileName, String contentType, byte[] bytes) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", contentType, bytes);
    }

    public Multipart json(String name, String json) {
        return part("name=\"" + name + "\"", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    public BodyPublisher body() {
        List<byte[]> all = new ArrayList<>(pieces);
        all.add(text("--" + boundary + "--\r\n"));
        return BodyPublishers.ofByteArrays(all);
    }

    private Multipart part(String disposition, String contentType, byte[] bytes) {
        pieces.add(text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                + contentType + "\r\n\r\n"));
        pieces.add(bytes);
        pieces.add(text("\r\n"));
        return this;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
