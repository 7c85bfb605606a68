package bottega.common.image;

import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.util.Objects;

/**
 * Picture files of any known format to upright sRGB pixels. The format is told from the content, never from a name. The
 * container is walked first: a picture with too many pixels, or one that ends early, is refused before memory is taken.
 * A picture that is damaged is refused as well and never handed out in part.
 *
 * <p>Colour: embedded ICC profiles are converted to sRGB, see {@link ColorConversion}. Samples of other than 8 bits
 * become {@code round(value * 255 / largest)}. The first frame of animations, the first page of TIFF files.
 *
 * <p>All methods throw {@link ProblemException}: {@code not-a-picture} (415), {@code truncated-picture} and {@code
 * damaged-picture} (422), {@code too-many-pixels} (413), {@code busy} (503). Safe for use by many threads; the bound on
 * what is decoded at once holds for each decoder, so there should be one in a process.
 */
public final class ImageDecoder {
    private final DecodeLimits limits;
    private final PixelBudget budget;

    public ImageDecoder(DecodeLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.budget = new PixelBudget(limits);
    }

    /** Walks the whole container but unpacks no pixels. */
    public ImageHeader readHeader(byte[] file) {
        return open(file).header();
    }

    /** Waits for its turn when many pictures are decoded at the same time. */
    public RgbImage decode(byte[] file) {
        ImageFile opened = open(file);
        try (PixelBudget.Share _ = budget.take((long) opened.width() * opened.height())) {
            return Orientation.apply(pixels(opened), opened.orientation());
        }
    }

    private RgbImage pixels(ImageFile file) {
        try {
            Samples samples = file.pixels().read();
            if (samples.width() != file.width() || samples.height() != file.height()) {
                throw ImageProblems.damaged(
                        file.format(),
                        "the header says " + file.width() + "x" + file.height() + " pixels, the data are "
                                + samples.width() + "x" + samples.height());
            }
            return ColorConversion.toRgb(samples, file.profile());
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // plug-ins answer to damaged files with whatever their code runs into
            throw ImageProblems.damaged(file.format(), String.valueOf(e.getMessage()), e);
        }
    }

    private ImageFile open(byte[] file) {
        Objects.requireNonNull(file, "file");
        ImageFormat format = ImageFormat.of(file);
        try {
            return format.open(file, this::checkSize);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ImageProblems.damaged(format.name(), String.valueOf(e.getMessage()), e);
        }
    }

    private void checkSize(String format, long width, long height) {
        if (width > limits.maxPixels() / height) {
            throw ImageProblems.tooManyPixels(format, width, height, limits.maxPixels());
        }
    }
}
