package bottega.deploy.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SceneTest {
    @Test
    void theSameSeedDrawsTheSamePicture() {
        assertArrayEquals(pixels(Columns.paint(1)), pixels(Columns.paint(1)));
        assertArrayEquals(pixels(Night.paint(1)), pixels(Night.paint(1)));
        assertFalse(Arrays.equals(pixels(Night.paint(1)), pixels(Night.paint(2))));
    }

    @Test
    void everyPartOfAScenePictureIsPainted() {
        for (BufferedImage picture : new BufferedImage[] {Columns.paint(1), Night.paint(1)}) {
            long black = Arrays.stream(pixels(picture))
                    .filter(pixel -> (pixel & 0xffffff) == 0)
                    .count();
            assertTrue(black < 50, "pixels left black: " + black);
        }
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
