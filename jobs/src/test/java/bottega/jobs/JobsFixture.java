package bottega.jobs;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Queues without a container, as many as a test likes. */
final class JobsFixture {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private JobsFixture() {}

    static JobsConfig config(Path home, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "bottega.home", home.toString(),
                "quarkus.application.name", "test",
                "bottega.jobs.heartbeat", "PT0.2S",
                "bottega.jobs.missed-heartbeats", "5",
                "bottega.jobs.poll-interval", "PT0.1S",
                "bottega.jobs.shutdown-wait", "PT20S"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(JobsConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(JobsConfig.class);
    }

    static Jobs jobs(Path home, Map<String, String> settings, JobHandler... handlers) {
        return new Jobs(config(home, settings), new ObjectMapper().findAndRegisterModules(), null, List.of(handlers));
    }

    static JobHandler handler(String kind, ThrowingConsumer<JobContext> work) {
        return new JobHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void run(JobContext job) throws Exception {
                work.accept(job);
            }
        };
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                fail("Not within " + PATIENCE + ": " + what);
            }
            Thread.sleep(20);
        }
    }

    static Job awaitEnd(Jobs jobs, String id) throws InterruptedException {
        await("the end of job " + id, () -> jobs.require(id).state().isTerminal());
        return jobs.require(id);
    }
}
