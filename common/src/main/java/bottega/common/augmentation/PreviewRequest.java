package bottega.common.augmentation;

import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a contact sheet of augmented pictures shows.
 *
 * @param augmentation as a run is given it; default nothing
 * @param pictures rows, one for each picture, of as many classes as there are; 1 to 16, default 6
 * @param variants columns after the first, which is the picture as it is; 1 to 16, default 7
 * @param inputSize pixels of a side, 16 to 512; default 128
 * @param cropPolicy as a run is given it; default {@code center-crop}
 * @param seed of the run; default 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewRequest(
        AugmentationRequest augmentation,
        Integer pictures,
        Integer variants,
        Integer inputSize,
        CropPolicy cropPolicy,
        Long seed) {
    private static final PreviewRequest DEFAULTS = new PreviewRequest(null, null, null, null, null, null);

    /** What is missing gets its default. */
    public PreviewRequest {
        augmentation = augmentation == null ? AugmentationRequest.of(Preset.NONE) : augmentation;
        pictures = Checks.whole("/pictures", pictures, 6, 1, 16);
        variants = Checks.whole("/variants", variants, 7, 1, 16);
        inputSize = Checks.whole("/inputSize", inputSize, 128, 16, 512);
        cropPolicy = cropPolicy == null ? CropPolicy.CENTER_CROP : cropPolicy;
        seed = seed == null ? 1 : seed;
    }

    public static PreviewRequest defaults() {
        return DEFAULTS;
    }
}
