package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePreparationTest {

    /** Resized size and offsets as torchvision's Resize(n) and CenterCrop(n) have them, worked out with Python. */
    @ParameterizedTest
    @CsvSource({
        // width, height, size, resized width, resized height, left, top
        "640, 480, 224, 298, 224, 37, 0",
        "480, 640, 224, 224, 298, 0, 37",
        "683, 1024, 224, 224, 335, 0, 56", // surplus 111: 55.5 rounds to even 56
        "100, 101, 10, 10, 10, 0, 0",
        "227, 100, 20, 45, 20, 12, 0", // surplus 25: 12.5 rounds to even 12
        "100, 229, 20, 20, 45, 0, 12",
        "31, 31, 8, 8, 8, 0, 0"
    })
    void centerCropFollowsTorchvision(
            int width, int height, int size, int fullWidth, int fullHeight, int left, int top) {
        RgbImage picture = TestPictures.pattern(width, height);
        RgbImage whole = Resampler.resize(picture, fullWidth, fullHeight);
        assertArrayEquals(
                crop(whole, left, top, size, size).rgb(),
                new ImagePreparation(CropPolicy.CENTER_CROP, size, size)
                        .apply(picture)
                        .rgb());
    }

    @Test
    void centerCropCoversTargetsThatAreNotSquare() {
        RgbImage picture = TestPictures.pattern(100, 80);
        RgbImage whole = Resampler.resize(picture, 60, 48);
        assertArrayEquals(
                crop(whole, 0, 14, 60, 20).rgb(),
                new ImagePreparation(CropPolicy.CENTER_CROP, 60, 20)
                        .apply(picture)
                        .rgb());
    }

    @Test
    void squashScalesBothSides() {
        RgbImage picture = TestPictures.pattern(100, 80);
        assertArrayEquals(
                Resampler.resize(picture, 30, 50).rgb(),
                new ImagePreparation(CropPolicy.SQUASH, 30, 50).apply(picture).rgb());
    }

    @Test
    void padKeepsTheWholePicture() {
        RgbImage padded = new ImagePreparation(CropPolicy.PAD, 20, 20).apply(TestPictures.constant(100, 50, 1, 2, 3));
        RgbImage expected = TestPictures.constant(20, 20, 124, 116, 104);
        for (int i = 5 * 20 * 3; i < 15 * 20 * 3; i++) {
            expected.rgb()[i] = (byte) (i % 3 + 1);
        }
        assertArrayEquals(expected.rgb(), padded.rgb());
    }

    @ParameterizedTest
    @CsvSource({"1, 10000", "10000, 1", "1, 2000000", "2000000, 1", "1, 1", "2, 50000"})
    void extremeShapesStayCheap(int width, int height) {
        RgbImage picture = TestPictures.constant(width, height, 10, 200, 60);
        for (CropPolicy policy : CropPolicy.values()) {
            RgbImage prepared = new ImagePreparation(policy, 224, 224).apply(picture);
            assertEquals(224, prepared.width());
            assertEquals(224, prepared.height());
            assertEquals(200, prepared.get(112, 112, 1), policy + ": the centre");
        }
    }

    @Test
    void absurdTargetsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImagePreparation(CropPolicy.PAD, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ImagePreparation(CropPolicy.PAD, 1, 100_000));
        assertThrows(NullPointerException.class, () -> new ImagePreparation(null, 1, 1));
    }

    private static RgbImage crop(RgbImage picture, int left, int top, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.rgb(), ((top + y) * picture.width() + left) * 3, rgb, y * width * 3, width * 3);
        }
        return new RgbImage(width, height, rgb);
    }
}
