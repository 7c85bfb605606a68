package bottega.deploy.packaged;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.deploy.demo.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One packaged service as a process of its own, on a port that was free; killed and started again as a test likes. */
public final class PackagedService {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private final String name;
    private final Path home;
    private final Path log;
    private final List<String> settings;
    private final int port;
    private Process process;

    PackagedService(String name, Path home) throws IOException {
        this(name, home, home.resolve(name + ".log"), Map.of());
    }

    /** @param settings beside the usual ones, by key */
    PackagedService(String name, Path home, Path log, Map<String, String> settings) throws IOException {
        this.name = name;
        this.home = home;
        this.log = log;
        this.settings = settings.entrySet().stream()
                .map(each -> "-D" + each.getKey() + "=" + each.getValue())
                .toList();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    public Service rest() {
        return new Service(URI.create("http://127.0.0.1:" + port));
    }

    void start() throws IOException {
        Path jar = Path.of("..", name, "target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        assertTrue(Files.exists(jar), jar + " is missing: package the modules first, e.g. with ./bottega test");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port));
        command.addAll(settings);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BOTTEGA_HOME", home.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
    }

    void awaitReady() throws InterruptedException {
        Instant giveUp = Instant.now().plus(READY_WITHIN);
        while (!rest().answersOk("/q/health/ready")) {
            assertTrue(process.isAlive(), name + " ended while it started:\n" + log());
            assertTrue(Instant.now().isBefore(giveUp), name + " is not ready:\n" + log());
            Thread.sleep(200);
        }
    }

    /** SIGKILL: the process gets no chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), name + " outlived SIGKILL");
    }

    public void startAgain() throws IOException, InterruptedException {
        start();
        awaitReady();
    }

    void end() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "(no log)";
        } catch (IOException e) {
            return "(the log cannot be read: " + e + ")";
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
