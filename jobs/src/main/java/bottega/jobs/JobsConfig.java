package bottega.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The queue's settings. */
@ConfigMapping(prefix = "bottega.jobs")
public interface JobsConfig {
    /** One folder for each job lies in here. Replicas that share a database share this folder too. */
    @WithDefault("${bottega.home}/jobs")
    Path folder();

    Database database();

    /** A job that has taken its process down this often FAILS instead of starting once more. */
    @WithDefault("5")
    int maxCrashes();

    /** How often a worker says that it lives. */
    @WithDefault("PT5S")
    Duration heartbeat();

    /** So many missed heartbeats, at least 4, and a worker counts as dead; dead ones are looked for every second heartbeat. */
    @WithDefault("6")
    int missedHeartbeats();

    /** How often a worker looks for jobs that other replicas queued; its own it sees at once. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** How long a stopping service waits for the running job to reach its next step. */
    @WithDefault("PT20S")
    Duration shutdownWait();

    /** Reports of progress that follow each other faster are merged. */
    @WithDefault("PT0.25S")
    Duration progressInterval();

    /** How often an event stream looks for new events. */
    @WithDefault("PT0.25S")
    Duration streamInterval();

    /** A silent event stream sends a comment this often, so that no proxy cuts it. */
    @WithDefault("PT15S")
    Duration keepAlive();

    /** Where the queue is kept. */
    interface Database {
        /**
         * {@code jdbc:postgresql://host/name?user=...&password=...} for several replicas. Without it the queue is the
         * embedded H2 file, which belongs to one process.
         */
        Optional<String> url();

        Optional<String> username();

        Optional<String> password();

        /** The embedded database's file, without its ending. */
        @WithDefault("${bottega.home}/db/${quarkus.application.name}")
        Path file();

        /** Most connections at a time. */
        @WithDefault("8")
        int connections();
    }
}
