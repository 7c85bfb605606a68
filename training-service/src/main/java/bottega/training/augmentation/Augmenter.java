package bottega.training.augmentation;

import bottega.common.augmentation.Augmentation;
import bottega.common.augmentation.Blur;
import bottega.common.augmentation.Colour;
import bottega.common.augmentation.Crop;
import bottega.common.augmentation.Erasing;
import bottega.common.augmentation.Flip;
import bottega.common.augmentation.Rotation;
import bottega.common.image.ImagePreparation;
import bottega.common.image.Resampler;
import bottega.common.image.RgbImage;
import bottega.training.augmentation.Draws.Purpose;

/**
 * Carries out an {@link Augmentation}, in the order of its components. Safe for use by many threads.
 *
 * @param width of the result, pixels
 * @param height of the result, pixels
 */
public record Augmenter(Augmentation augmentation, int width, int height) {
    /** A crop is cut from a picture so many times the network's size at most: see decision 0018. */
    static final double LARGEST_SOURCE = 1.5;

    /**
     * What pictures are to be prepared at for {@link #apply}: larger than the network's size where crops would otherwise be
     * enlarged.
     *
     * @param network how pictures become the network's own size
     */
    public static ImagePreparation source(Augmentation augmentation, ImagePreparation network) {
        Crop crop = augmentation.crop();
        if (crop == null || crop.probability() == 0) {
            return network;
        }
        double factor = Math.min(LARGEST_SOURCE, 1 / Math.sqrt(crop.scale().from()));
        return new ImagePreparation(network.policy(), (int) Math.ceil(network.width() * factor), (int)
                Math.ceil(network.height() * factor));
    }

    /** Whether {@link #apply} gives every picture back as it was, if it has the right size. */
    public boolean changesNothing() {
        return augmentation.equals(Augmentation.NONE);
    }

    /**
     * @param source best of the size that {@link #source} gives; any other is resized as well
     * @param epoch from 1
     * @param index of the picture in its data set
     * @return the same for the same arguments, {@code width x height} pixels; {@code source} itself where nothing is to be
     *     done
     */
    public RgbImage apply(RgbImage source, long seed, int epoch, int index) {
        RgbImage picture = crop(source, new Draws(seed, epoch, index, Purpose.CROP));
        picture = rotate(picture, new Draws(seed, epoch, index, Purpose.ROTATION));
        if (happens(augmentation.horizontalFlip(), new Draws(seed, epoch, index, Purpose.HORIZONTAL_FLIP))) {
            picture = Flips.horizontal(picture);
        }
        if (happens(augmentation.verticalFlip(), new Draws(seed, epoch, index, Purpose.VERTICAL_FLIP))) {
            picture = Flips.vertical(picture);
        }
        picture = recolour(picture, new Draws(seed, epoch, index, Purpose.COLOUR));
        picture = blur(picture, new Draws(seed, epoch, index, Purpose.BLUR));
        return erase(picture, new Draws(seed, epoch, index, Purpose.ERASING));
    }

    private RgbImage crop(RgbImage source, Draws draws) {
        Crop crop = augmentation.crop();
        RgbImage part = crop != null && draws.happens(crop.probability())
                ? Rectangle.crop(crop, source.width(), source.height(), draws).cut(source)
                : source;
        return part.width() == width && part.height() == height ? part : Resampler.resize(part, width, height);
    }

    private RgbImage rotate(RgbImage picture, Draws draws) {
        Rotation rotation = augmentation.rotation();
        if (rotation == null || !draws.happens(rotation.probability())) {
            return picture;
        }
        double degrees = draws.within(-rotation.degrees(), rotation.degrees());
        return Rotations.rotate(picture, degrees, rotation.edges());
    }

    private static boolean happens(Flip flip, Draws draws) {
        return flip != null && draws.happens(flip.probability());
    }

    private RgbImage recolour(RgbImage picture, Draws draws) {
        Colour colour = augmentation.colour();
        if (colour == null || !draws.happens(colour.probability())) {
            return picture;
        }
        double brightness = draws.within(1 - colour.brightness(), 1 + colour.brightness());
        double contrast = draws.within(1 - colour.contrast(), 1 + colour.contrast());
        double saturation = draws.within(1 - colour.saturation(), 1 + colour.saturation());
        double hue = draws.within(-colour.hue(), colour.hue());
        return new ColourChange(brightness, contrast, saturation, hue).apply(picture);
    }

    private RgbImage blur(RgbImage picture, Draws draws) {
        Blur blur = augmentation.blur();
        return blur != null && draws.happens(blur.probability())
                ? GaussianBlur.apply(picture, draws.within(blur.sigma()))
                : picture;
    }

    private RgbImage erase(RgbImage picture, Draws draws) {
        Erasing erasing = augmentation.erasing();
        return erasing != null && draws.happens(erasing.probability())
                ? Rectangle.erasing(erasing, picture.width(), picture.height(), draws)
                        .fill(picture)
                : picture;
    }
}
