package bottega.common.image;

import java.util.stream.LongStream;

/**
 * Where the pixels lie: in strips as wide as the picture or in tiles, from left to right and from top to bottom, one set
 * after the other for each sample when the samples are planar.
 *
 * @param byteCounts one for each offset; empty when the file does not say
 * @param planes 1, or the number of samples when they are planar
 */
record TiffLayout(
        int width,
        int height,
        int tileWidth,
        int tileHeight,
        long[] offsets,
        long[] byteCounts,
        int planes,
        boolean tiled) {
    private static final int LARGEST_TILE_SIDE = 1 << 16;
    private static final int PLANAR = 2;

    static TiffLayout of(TiffDirectory page, int width, int height) {
        boolean tiled = page.has(TiffFile.TILE_OFFSETS);
        long tileWidth = tiled ? page.number(TiffFile.TILE_WIDTH, 0) : width;
        long tileHeight = tiled
                ? page.number(TiffFile.TILE_HEIGHT, 0)
                : Math.min(height, page.number(TiffFile.ROWS_PER_STRIP, height));
        if (tileWidth < 1 || tileHeight < 1 || tiled && Math.max(tileWidth, tileHeight) > LARGEST_TILE_SIDE) {
            throw ImageProblems.damaged(TiffFile.FORMAT, "tiles of " + tileWidth + "x" + tileHeight + " pixels");
        }
        int planes = page.number(TiffFile.PLANAR, 1) == PLANAR ? (int) page.number(TiffFile.SAMPLES_PER_PIXEL, 1) : 1;
        long[] offsets = page.numbers(tiled ? TiffFile.TILE_OFFSETS : TiffFile.STRIP_OFFSETS);
        long[] byteCounts = page.numbers(tiled ? TiffFile.TILE_BYTE_COUNTS : TiffFile.STRIP_BYTE_COUNTS);
        if (byteCounts.length < offsets.length || LongStream.of(byteCounts).anyMatch(count -> count == 0)) {
            byteCounts = new long[0];
        }
        TiffLayout layout =
                new TiffLayout(width, height, (int) tileWidth, (int) tileHeight, offsets, byteCounts, planes, tiled);
        if (offsets.length < (long) layout.across() * layout.down() * planes) {
            throw ImageProblems.damaged(
                    TiffFile.FORMAT,
                    offsets.length + " strips or tiles, where " + (long) layout.across() * layout.down() * planes
                            + " are needed");
        }
        return layout;
    }

    int across() {
        return Math.ceilDiv(width, tileWidth);
    }

    int down() {
        return Math.ceilDiv(height, tileHeight);
    }

    /** The last strip is shorter; the last tile is not. */
    int storedHeight(int row) {
        return tiled ? tileHeight : Math.min(tileHeight, height - row * tileHeight);
    }

    /**
     * Throws unless the file has all of the pixels.
     *
     * @param bitsPerPixel when they are not compressed, else 0
     */
    void requireComplete(FileBytes file, long bitsPerPixel) {
        int count = across() * down() * planes;
        for (int i = 0; i < count; i++) {
            long needed = byteCounts.length == 0 ? 1 : byteCounts[i];
            if (bitsPerPixel > 0) {
                long rowBytes = Math.ceilDiv(tileWidth * (bitsPerPixel / planes), 8);
                needed = rowBytes * storedHeight(i / across() % down());
                // uncompressed YCbCr with fewer chroma samples says itself how much less it is
                needed = byteCounts.length == 0 ? needed : Math.min(needed, byteCounts[i]);
            }
            file.require(offsets[i], needed, needed + " bytes of strip or tile " + i);
        }
    }
}
