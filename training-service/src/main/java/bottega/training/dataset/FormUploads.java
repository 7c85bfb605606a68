package bottega.training.dataset;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes the parts of multipart forms that a crash left; the server removes them itself when a request ends. */
@ApplicationScoped
class FormUploads {
    private static final Logger LOG = Logger.getLogger(FormUploads.class);
    /** Another replica may still be receiving a younger one. */
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    void clean(@Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path folder)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant oldest = Instant.now().minus(LEFTOVER_AGE);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    LOG.infof("Removing %s, left behind by an upload that was cut off", file);
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
