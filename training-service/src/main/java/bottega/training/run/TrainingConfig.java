package bottega.training.run;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "bottega.training")
interface TrainingConfig {
    /** Disk that the pictures of one run may take at the network's own size. */
    @WithDefault("16G")
    MemorySize maxPreparedBytes();
}
