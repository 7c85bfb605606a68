package bottega.common.training;

import bottega.common.image.CropPolicy;

/** A {@link RunRequest} with every default filled in: what a run was really done with. */
public record RunParameters(
        String dataset,
        String network,
        int epochs,
        int batchSize,
        double learningRate,
        long seed,
        int inputSize,
        double validationFraction,
        CropPolicy cropPolicy) {}
