package bottega.inference;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every setting of the inference service that is not Quarkus' own. */
@ConfigMapping(prefix = "bottega")
public interface InferenceConfig {
    /** Where {@code models/} lies; {@code BOTTEGA_HOME}. */
    Path home();

    Inference inference();

    /** Settings below {@code bottega.inference}. */
    interface Inference {
        /** How often the model repository is looked at for new and removed versions. */
        @WithDefault("1s")
        Duration pollInterval();

        /** Larger model files are not loaded. */
        @WithDefault("2G")
        MemorySize maxModelSize();

        /** Threads that work on one request in ONNX Runtime; the processors of the container unless set. */
        OptionalInt threads();

        /** Requests that compute at the same time; the processors of the container unless set. */
        OptionalInt concurrency();

        /** How long a request waits for its turn to compute before it is refused with 503. */
        @WithDefault("30s")
        Duration queueTimeout();

        /** The largest first dimension of an input whose batch axis is free. */
        @WithDefault("64")
        int maxBatchSize();

        /** The largest body; a little below {@code quarkus.http.limits.max-body-size}, so that it gets an answer. */
        @WithDefault("64M")
        MemorySize maxBodySize();

        /** Most pixels of a picture; 100 million, or what half of the heap holds, unless set. */
        OptionalLong maxPixels();

        /** Most pixels of all pictures that are decoded at the same time; what half of the heap holds unless set. */
        OptionalLong maxPixelsAtOnce();

        /**
         * What all requests together may hold in bodies and input tensors, beyond which they are refused with 503; a
         * quarter of the heap unless set.
         */
        Optional<MemorySize> requestMemory();
    }
}
