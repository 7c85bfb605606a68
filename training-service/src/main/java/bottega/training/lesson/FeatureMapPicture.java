package bottega.training.lesson;

import bottega.common.image.RgbImage;
import java.util.Arrays;
import java.util.List;

/** Maps side by side on white, each in greys from its least value (black) to its greatest (white). */
final class FeatureMapPicture {
    private static final int GAP = 4;

    private FeatureMapPicture() {}

    static RgbImage draw(List<Grid> maps) {
        int height = maps.getFirst().height();
        int column = maps.getFirst().width() + GAP;
        int width = column * maps.size() - GAP;
        byte[] rgb = new byte[height * width * 3];
        Arrays.fill(rgb, (byte) 255);
        for (int i = 0; i < maps.size(); i++) {
            Grid map = maps.get(i);
            double least = map.least();
            // a flat map is black
            double scale = map.greatest() > least ? 255 / (map.greatest() - least) : 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < map.width(); x++) {
                    int to = (y * width + i * column + x) * 3;
                    Arrays.fill(rgb, to, to + 3, (byte) Math.round((map.at(y, x) - least) * scale));
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
