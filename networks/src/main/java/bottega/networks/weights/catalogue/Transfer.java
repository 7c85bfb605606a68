package bottega.networks.weights.catalogue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GET that follows redirects, never from https to anything else.
 *
 * @param status 200, 206 or 416
 * @param length of what comes now
 * @param total of the whole file
 * @param begin where in the file what comes now belongs
 * @param validator by which a server knows the same file again: a strong ETag, else the time of its last change
 * @param sha256 that the server states
 */
record Transfer(
        int status,
        OptionalLong length,
        OptionalLong total,
        long begin,
        Optional<String> validator,
        Optional<String> sha256,
        InputStream body)
        implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    /**
     * @param have bytes that are here already
     * @param validator of what is here; without one the whole file is asked for
     */
    static Transfer open(HttpClient client, URI address, long have, Optional<String> validator) throws IOException {
        URI now = address;
        Optional<String> sha256 = Optional.empty();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<InputStream> response = send(client, now, have, validator);
            sha256 = sha256.or(() -> stated(response));
            if (response.statusCode() / 100 != 3) {
                return accepted(response, address, sha256);
            }
            response.body().close();
            now = redirected(now, response.headers().firstValue("Location").orElse(""));
        }
        throw failed(address, "at most " + MOST_REDIRECTS + " redirects", "more", "Fetch the file by hand.", null);
    }

    private static HttpResponse<InputStream> send(HttpClient client, URI address, long have, Optional<String> validator)
            throws IOException {
        var request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_WITHIN)
                .header("User-Agent", "bottega")
                .header("Accept-Encoding", "identity");
        if (have > 0 && validator.isPresent()) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", validator.get());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * @throws ProblemException when it leads from https to anything else, or nowhere
     */
    static URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw failed(from, "a redirect to an address", location, "Fetch the file by hand.", e);
        }
        boolean sameOrBetter =
                "https".equals(to.getScheme()) || ("http".equals(from.getScheme()) && "http".equals(to.getScheme()));
        if (location.isEmpty() || to.getHost() == null || !sameOrBetter) {
            throw failed(from, "a redirect to an https address", location, "Fetch the file by hand.", null);
        }
        return to;
    }

    private static Transfer accepted(HttpResponse<InputStream> response, URI address, Optional<String> sha256)
            throws IOException {
        int status = response.statusCode();
        if (status != 200 && status != 206 && status != 416) {
            response.body().close();
            String remedy = status == 404 || status == 410
                    ? "The file was moved or taken back: look for it where it was published."
                    : "Try again later; what was received is kept.";
            throw failed(address, "the file", "status " + status, remedy, null);
        }
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total = status == 200 ? length : OptionalLong.empty();
        long begin = 0;
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        if (status != 200 && range.matches()) {
            begin = range.group(1) == null ? 0 : Long.parseLong(range.group(1));
            total = range.group(2).equals("*") ? total : OptionalLong.of(Long.parseLong(range.group(2)));
        } else if (status == 206) {
            response.body().close();
            throw failed(
                    address, "a Content-Range", "none that can be read", "Remove the .part file and try again.", null);
        }
        return new Transfer(status, length, total, begin, validator(response), sha256, response.body());
    }

    private static Optional<String> validator(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> response.headers().firstValue("Last-Modified"));
    }

    /** Hugging Face names the SHA-256 of large files in the answer that redirects to them. */
    private static Optional<String> stated(HttpResponse<?> response) {
        return response.headers()
                .firstValue("X-Linked-ETag")
                .map(tag -> tag.replace("\"", ""))
                .filter(tag -> tag.matches("[0-9a-f]{64}"));
    }

    static ProblemException failed(URI address, Object expected, Object received, String remedy, Throwable cause) {
        return Problem.of(
                        502,
                        "download-failed",
                        "A download that failed",
                        "The file could not be had from " + address + ".")
                .at(address.toString())
                .expected(expected)
                .received(received)
                .remedy(remedy)
                .exception(cause);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
