package bottega.common.image;

import bottega.common.image.Resampler.Window;
import java.util.Objects;

/**
 * Brings a picture of any size to a model's own. Training and serving both do it with this class.
 *
 * <p>{@link CropPolicy#CENTER_CROP} scales the picture until it just covers the target, with its proportions kept, and
 * cuts the centre out. The side that overlaps is {@code floor(target * long / short)} pixels before the cut, and the cut
 * starts at half the surplus, a half rounded to even: the arithmetic of torchvision's {@code Resize} and {@code
 * CenterCrop}. {@link CropPolicy#PAD} scales until the picture just fits, the shorter side being {@code floor} again but
 * at least 1, and puts it in the middle with the same rounding. {@link CropPolicy#SQUASH} scales both sides.
 *
 * @param width of the result, 1 to 65,536
 * @param height of the result, 1 to 65,536
 */
public record ImagePreparation(CropPolicy policy, int width, int height) {
    private static final int LARGEST_SIDE = 1 << 16;
    private static final byte[] PADDING = {124, 116, 104};

    public ImagePreparation {
        Objects.requireNonNull(policy, "policy");
        if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new IllegalArgumentException("expected 1x1 to " + LARGEST_SIDE + "x" + LARGEST_SIDE
                    + " pixels, received " + width + "x" + height);
        }
    }

    public RgbImage apply(RgbImage picture) {
        return switch (policy) {
            case CENTER_CROP -> centerCrop(picture);
            case SQUASH -> Resampler.resize(picture, width, height);
            case PAD -> pad(picture);
        };
    }

    private RgbImage centerCrop(RgbImage picture) {
        long fullWidth = width;
        long fullHeight = height;
        if (relativelyNarrower(picture)) {
            fullHeight = (long) width * picture.height() / picture.width();
        } else {
            fullWidth = (long) height * picture.width() / picture.height();
        }
        Window window = new Window(half(fullWidth - width), half(fullHeight - height), width, height);
        return Resampler.resizeWindow(picture, fullWidth, fullHeight, window);
    }

    private RgbImage pad(RgbImage picture) {
        int innerWidth = width;
        int innerHeight = height;
        if (relativelyNarrower(picture)) {
            innerWidth = (int) Math.max(1, (long) height * picture.width() / picture.height());
        } else {
            innerHeight = (int) Math.max(1, (long) width * picture.height() / picture.width());
        }
        RgbImage inner = Resampler.resize(picture, innerWidth, innerHeight);
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = PADDING[i % 3];
        }
        int left = (int) half(width - innerWidth);
        int top = (int) half(height - innerHeight);
        for (int y = 0; y < innerHeight; y++) {
            System.arraycopy(inner.rgb(), y * innerWidth * 3, rgb, ((top + y) * width + left) * 3, innerWidth * 3);
        }
        return new RgbImage(width, height, rgb);
    }

    /** Whether the picture is narrower, or as narrow, for its height than the target is. */
    private boolean relativelyNarrower(RgbImage picture) {
        return (long) width * picture.height() >= (long) height * picture.width();
    }

    /** A half rounds to the even neighbour, as Python's {@code round} does. */
    private static long half(long surplus) {
        long floor = surplus >> 1;
        return (surplus & 1) == 0 ? floor : floor + (floor & 1);
    }
}
