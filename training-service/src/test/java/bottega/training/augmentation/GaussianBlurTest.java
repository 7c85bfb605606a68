package bottega.training.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {
    /** In one pass with a square of weights, in double precision; ours may round the other way within 0.001 of a half. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.4, 9})
    void isTheDirectConvolution(double sigma) {
        RgbImage picture = TestPictures.noise(23, 17, 6);
        RgbImage blurred = GaussianBlur.apply(picture, sigma);
        int radius = (int) Math.ceil(3 * sigma);
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 23; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double sum = 0;
                    double weights = 0;
                    for (int dy = -radius; dy <= radius; dy++) {
                        for (int dx = -radius; dx <= radius; dx++) {
                            double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                            weights += weight;
                            sum += weight
                                    * picture.get(
                                            Rotations.reflect(x + dx, 23), Rotations.reflect(y + dy, 17), channel);
                        }
                    }
                    assertEquals(sum / weights, blurred.get(x, y, channel), 0.501);
                }
            }
        }
    }

    @Test
    void noBlurAndPlainSurfacesStayTheSameBytes() {
        RgbImage picture = TestPictures.noise(9, 9, 7);
        assertArrayEquals(picture.rgb(), GaussianBlur.apply(picture, 0).rgb());
        assertArrayEquals(picture.rgb(), GaussianBlur.apply(picture, 1e-9).rgb());
        for (int value : new int[] {0, 1, 128, 254, 255}) {
            RgbImage plain = TestPictures.plain(11, 8, value, 255 - value, value);
            assertArrayEquals(plain.rgb(), GaussianBlur.apply(plain, 3).rgb());
        }
    }
}
