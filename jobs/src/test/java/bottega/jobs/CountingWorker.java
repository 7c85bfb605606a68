package bottega.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A worker in a process of its own, for tests to kill. Its jobs count, leave a checkpoint at every step, and wait where
 * they are told to until a file appears.
 */
final class CountingWorker implements JobHandler {
    private final Path home;

    CountingWorker(Path home) {
        this.home = home;
    }

    /**
     * @param pauseAt step before which the job waits for the file {@code go} in the home folder; 0 for none
     */
    record Count(int steps, int pauseAt) {}

    @Override
    public String kind() {
        return "count";
    }

    @Override
    public void run(JobContext job) throws Exception {
        Count count = job.parameters(Count.class);
        int from = checkpoint(job.folder());
        for (int step = from + 1; step <= count.steps(); step++) {
            while (step == count.pauseAt() && !Files.exists(home.resolve("go"))) {
                job.checkCancelled();
                Thread.sleep(10);
            }
            job.checkCancelled();
            String text = Integer.toString(step);
            job.commit("checkpoint.txt", file -> Files.writeString(file, text));
            job.progress(step, count.steps());
        }
        job.result(Map.of(
                "from",
                from,
                "to",
                count.steps(),
                "process",
                ProcessHandle.current().pid()));
    }

    static int checkpoint(Path folder) throws IOException {
        Path file = folder.resolve("checkpoint.txt");
        return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    }

    /**
     * @param arguments the home folder, then settings as {@code key=value}
     */
    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(1, arguments.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Path home = Path.of(arguments[0]);
        Jobs jobs = JobsFixture.jobs(home, settings, new CountingWorker(home));
        Runtime.getRuntime().addShutdownHook(new Thread(jobs::stop));
        jobs.start();
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts {@link #main} in a Java of its own. */
    static Process start(Path home, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CountingWorker.class.getName(),
                home.toString()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        Path log = home.resolve("worker-" + System.nanoTime() + ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
