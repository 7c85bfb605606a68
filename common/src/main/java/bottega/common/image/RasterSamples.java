package bottega.common.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Samples out of a raster, as they are: no colour space of the JDK has a say, since those of its plug-ins are guesses
 * (its grey, for one, is linear, while the grey of files is not).
 */
final class RasterSamples {
    private RasterSamples() {}

    static Samples of(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette);
        }
        ColorModel model = image.getColorModel();
        int bands = bandsOf(model.getColorSpace());
        boolean alpha = model.hasAlpha();
        return of(image.getRaster(), bands, alpha ? bands : -1, alpha && model.isAlphaPremultiplied());
    }

    /** The same, for an image that nobody else has: its array may become that of the samples. */
    static Samples takeOver(BufferedImage image) {
        int bands = image.getRaster().getNumBands();
        if (image.getRaster().getParent() == null
                && image.getRaster().getSampleModel() instanceof PixelInterleavedSampleModel model
                && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
                && !(image.getColorModel() instanceof IndexColorModel)
                && !image.getColorModel().hasAlpha()
                && model.getPixelStride() == bands
                && buffer.getData().length == image.getWidth() * image.getHeight() * bands) {
            if (bands == 1 || Arrays.equals(model.getBandOffsets(), new int[] {0, 1, 2})) {
                return new Samples(image.getWidth(), image.getHeight(), bands, buffer.getData(), null);
            } else if (Arrays.equals(model.getBandOffsets(), new int[] {2, 1, 0})) {
                exchangeRedAndBlue(buffer.getData());
                return new Samples(image.getWidth(), image.getHeight(), bands, buffer.getData(), null);
            }
        }
        return of(image);
    }

    private static void exchangeRedAndBlue(byte[] data) {
        for (int i = 0; i < data.length; i += 3) {
            byte blue = data[i];
            data[i] = data[i + 2];
            data[i + 2] = blue;
        }
    }

    private static int bandsOf(ColorSpace space) {
        return switch (space.getNumComponents()) {
            case 1 -> 1;
            case 3 -> 3;
            case 4 -> 4;
            default ->
                throw new IllegalArgumentException("colour space of " + space.getNumComponents() + " components");
        };
    }

    private static Samples ofPalette(Raster raster, IndexColorModel palette) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] colour = new byte[width * height * 3];
        byte[] alpha = palette.hasAlpha() ? new byte[width * height] : null;
        int[] entries = new int[palette.getMapSize()];
        palette.getRGBs(entries);
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int x = 0; x < width; x++, at++) {
                int argb = entries[row[x]];
                colour[at * 3] = (byte) (argb >> 16);
                colour[at * 3 + 1] = (byte) (argb >> 8);
                colour[at * 3 + 2] = (byte) argb;
                if (alpha != null) {
                    alpha[at] = (byte) (argb >>> 24);
                }
            }
        }
        return new Samples(width, height, 3, colour, alpha);
    }

    /**
     * @param bands how many of the raster's bands, from the first on, are colour
     * @param alphaBand or -1
     */
    static Samples of(Raster raster, int bands, int alphaBand, boolean premultiplied) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] colour = new byte[Math.multiplyExact(width * height, bands)];
        byte[] alpha = alphaBand < 0 ? null : new byte[width * height];
        if (!copyBytes(raster, bands, alphaBand, colour, alpha)) {
            convert(raster, bands, alphaBand, colour, alpha);
        }
        if (premultiplied) {
            divideByAlpha(colour, alpha, bands);
        }
        return new Samples(width, height, bands, colour, alpha);
    }

    /** The quick way for interleaved bytes. */
    private static boolean copyBytes(Raster raster, int bands, int alphaBand, byte[] colour, byte[] alpha) {
        if (!(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
                || !(raster.getDataBuffer() instanceof DataBufferByte buffer)
                || raster.getParent() != null) {
            return false;
        }
        byte[] data = buffer.getData();
        int[] offsets = model.getBandOffsets();
        int step = model.getPixelStride();
        int width = raster.getWidth();
        for (int y = 0; y < raster.getHeight(); y++) {
            int row = buffer.getOffset() + y * model.getScanlineStride();
            for (int band = 0; band < bands; band++) {
                copy(data, row + offsets[band], step, colour, y * width * bands + band, bands, width);
            }
            if (alpha != null) {
                copy(data, row + offsets[alphaBand], step, alpha, y * width, 1, width);
            }
        }
        return true;
    }

    private static void copy(byte[] source, int from, int step, byte[] target, int to, int targetStep, int count) {
        for (int i = 0; i < count; i++) {
            target[to] = source[from];
            from += step;
            to += targetStep;
        }
    }

    private static void convert(Raster raster, int bands, int alphaBand, byte[] colour, byte[] alpha) {
        int width = raster.getWidth();
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int band = 0; band < bands; band++) {
                convertRow(raster, y, band, colour, y * width * bands + band, bands);
            }
            if (alpha != null) {
                convertRow(raster, y, alphaBand, alpha, y * width, 1);
            }
        }
    }

    private static void convertRow(Raster raster, int y, int band, byte[] target, int to, int step) {
        int width = raster.getWidth();
        int type = raster.getSampleModel().getDataType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            double[] row = raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, (double[]) null);
            for (int x = 0; x < width; x++, to += step) {
                target[to] = (byte) Math.floor(Math.clamp(row[x], 0.0, 1.0) * 255 + 0.5);
            }
            return;
        }
        int bits = raster.getSampleModel().getSampleSize(band);
        int[] row = raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, (int[]) null);
        if (type == DataBuffer.TYPE_SHORT) {
            for (int x = 0; x < width; x++, to += step) {
                target[to] = scale(Math.max(0, row[x]), 15);
            }
            return;
        }
        for (int x = 0; x < width; x++, to += step) {
            target[to] = scale(bits == 32 ? row[x] & 0xffffffffL : row[x], bits);
        }
    }

    /** {@code round(value * 255 / (2^bits - 1))}, a half up. */
    static byte scale(long value, int bits) {
        if (bits == 8) {
            return (byte) value;
        }
        long largest = (1L << bits) - 1;
        return (byte) ((value * 255 + largest / 2) / largest);
    }

    private static void divideByAlpha(byte[] colour, byte[] alpha, int bands) {
        for (int i = 0; i < colour.length; i++) {
            int a = alpha[i / bands] & 0xff;
            if (a != 0) {
                colour[i] = (byte) Math.min(255, ((colour[i] & 0xff) * 255 + a / 2) / a);
            }
        }
    }
}
