package bottega.style;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The service's settings. */
@ConfigMapping(prefix = "bottega.style")
public interface StyleConfig {
    /** Where the networks' weight files lie. */
    @WithDefault("${bottega.home}/weights")
    Path weights();

    /** Pixels of the longest side that a job may ask for; memory grows with its square. */
    @WithDefault("1024")
    int maxSize();

    /** How often a running job writes down its state, so that a crash loses no more than this. */
    @WithDefault("PT5S")
    Duration checkpointInterval();

    /** How often a running job shows its picture. */
    @WithDefault("PT3S")
    Duration previewInterval();
}
