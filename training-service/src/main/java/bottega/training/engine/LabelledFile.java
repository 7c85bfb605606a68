package bottega.training.engine;

import java.nio.file.Path;

/** A picture file and the index of its class. */
public record LabelledFile(Path file, int label) {}
