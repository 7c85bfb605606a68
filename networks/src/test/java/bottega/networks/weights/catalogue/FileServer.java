package bottega.networks.weights.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server on a port of its own that serves one file, well or badly. */
final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final byte[] file;
    private volatile String etag = "\"first\"";
    private volatile boolean ranges = true;
    private volatile long breaksOffAfter = Long.MAX_VALUE;
    /** The {@code Range} of each request, or {@code whole}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    FileServer(byte[] file) throws IOException {
        this.file = file;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/file", this::serve);
        server.createContext("/moved", exchange -> redirect(exchange, "/file", true));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop", false));
        server.createContext("/elsewhere", exchange -> redirect(exchange, "ftp://127.0.0.1/file", false));
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 10);
            exchange.getResponseBody().flush();
        });
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void changeFile() {
        etag = "\"second\"";
    }

    void forgetEtag() {
        etag = null;
    }

    void refuseRanges() {
        ranges = false;
    }

    void breakOffAfter(long bytes) {
        breaksOffAfter = bytes;
    }

    private static void redirect(HttpExchange exchange, String to, boolean linked) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        if (linked) {
            exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + DownloaderTest.SHA256 + "\"");
        }
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range == null ? "whole" : range);
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean partly = ranges && range != null && (condition == null || condition.equals(etag));
        int begin = partly ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
        if (etag != null) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (begin >= file.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (partly) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + begin + "-" + (file.length - 1) + "/" + file.length);
        }
        exchange.sendResponseHeaders(partly ? 206 : 200, file.length - begin);
        try (var body = exchange.getResponseBody()) {
            body.write(file, begin, (int) Math.min(breaksOffAfter, file.length - begin));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
