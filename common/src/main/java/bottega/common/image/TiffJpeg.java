package bottega.common.image;

import java.io.IOException;

/** JPEG in TIFF (technical note 2 to TIFF 6.0): each strip or tile is a JPEG stream whose tables stand aside. */
final class TiffJpeg {
    private static final byte[] NO_TABLES = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int YCBCR = 6;

    private TiffJpeg() {}

    static Samples read(FileBytes file, TiffDirectory page, TiffLayout layout) throws IOException {
        int photometric = (int) page.number(TiffFile.PHOTOMETRIC, YCBCR);
        JpegFile.Colours colours =
                switch (photometric) {
                    case BLACK_IS_ZERO -> JpegFile.Colours.GREY;
                    case RGB -> JpegFile.Colours.RGB;
                    case YCBCR -> JpegFile.Colours.YCBCR;
                    case TiffFile.SEPARATED -> JpegFile.Colours.INK;
                    default ->
                        throw ImageProblems.unsupported("TIFF", "JPEG of photometric interpretation " + photometric);
                };
        if (layout.planes() != 1 || layout.byteCounts().length == 0) {
            throw ImageProblems.unsupported("TIFF", "JPEG in planes or without byte counts");
        }
        byte[] tables = page.bytes(TiffFile.JPEG_TABLES);
        byte[] canvas = new byte[Math.multiplyExact(layout.width() * layout.height(), colours.bands())];
        for (int row = 0; row < layout.down(); row++) {
            for (int column = 0; column < layout.across(); column++) {
                int i = row * layout.across() + column;
                byte[] tile = file.slice(layout.offsets()[i], layout.byteCounts()[i], "tile " + i);
                byte[] stream = join(tables == null ? NO_TABLES : tables, tile);
                Samples samples = JpegFile.openTile(stream, colours, (format, width, height) -> {
                            if (width != layout.tileWidth() || height != layout.storedHeight(row(i, layout))) {
                                throw ImageProblems.damaged(
                                        TiffFile.FORMAT, "tile " + i + " has " + width + "x" + height + " pixels");
                            }
                        })
                        .pixels()
                        .read();
                place(samples, canvas, layout, column * layout.tileWidth(), row * layout.tileHeight());
            }
        }
        return new Samples(layout.width(), layout.height(), colours.bands(), canvas, null);
    }

    private static int row(int tile, TiffLayout layout) {
        return tile / layout.across();
    }

    /** The tables without their end marker, then the tile without its start marker. */
    private static byte[] join(byte[] tables, byte[] tile) {
        if (tables.length < 4 || tile.length < 4) {
            throw ImageProblems.damaged(TiffFile.FORMAT, "a JPEG stream of less than 4 bytes");
        }
        byte[] stream = new byte[tables.length - 2 + tile.length - 2];
        System.arraycopy(tables, 0, stream, 0, tables.length - 2);
        System.arraycopy(tile, 2, stream, tables.length - 2, tile.length - 2);
        return stream;
    }

    private static void place(Samples tile, byte[] canvas, TiffLayout layout, int left, int top) {
        int columns = Math.min(tile.width(), layout.width() - left);
        int rows = Math.min(tile.height(), layout.height() - top);
        int bands = tile.bands();
        for (int y = 0; y < rows; y++) {
            System.arraycopy(
                    tile.colour(),
                    y * tile.width() * bands,
                    canvas,
                    ((top + y) * layout.width() + left) * bands,
                    columns * bands);
        }
    }
}
