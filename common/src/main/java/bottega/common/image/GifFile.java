package bottega.common.image;

import java.io.ByteArrayOutputStream;

/** GIF (89a): the first frame at its place on the logical screen; what the frame leaves free is transparent. */
final class GifFile {
    private static final String FORMAT = "gif";
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int FRAME = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int[] INTERLACE_STARTS = {0, 4, 2, 1};
    private static final int[] INTERLACE_STEPS = {8, 8, 4, 2};

    private final FileBytes file;
    private long palette = -1;
    private int paletteSize;
    private int transparent = -1;

    private GifFile(byte[] bytes) {
        this.file = new FileBytes(FORMAT, bytes, false);
    }

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        return new GifFile(bytes).walk(sizeCheck);
    }

    private ImageFile walk(ImageFile.SizeCheck sizeCheck) {
        file.require(6, 7, "the screen descriptor");
        sizeCheck.accept(FORMAT, Math.max(1, file.u16(6)), Math.max(1, file.u16(8)));
        long frame = extensions(palette(file.u8(10), 13));
        int left = file.u16(frame + 1);
        int top = file.u16(frame + 3);
        int frameWidth = file.u16(frame + 5);
        int frameHeight = file.u16(frame + 7);
        if (frameWidth == 0 || frameHeight == 0) {
            throw ImageProblems.damaged(FORMAT, "a frame of " + frameWidth + "x" + frameHeight + " pixels");
        }
        int width = Math.max(file.u16(6), left + frameWidth);
        int height = Math.max(file.u16(8), top + frameHeight);
        sizeCheck.accept(FORMAT, width, height);
        int flags = file.u8(frame + 9);
        long data = palette(flags, frame + 10);
        int codeSize = file.u8(data);
        if (palette < 0 || codeSize < 2 || codeSize > 8) {
            throw ImageProblems.damaged(FORMAT, palette < 0 ? "no palette" : codeSize + " bits a pixel");
        }
        byte[] codes = join(data + 1);
        boolean interlaced = (flags & 0x40) != 0;
        return new ImageFile(FORMAT, width, height, 1, null, () -> {
            byte[] indices = GifLzw.unpack(codes, codeSize, Math.multiplyExact(frameWidth, frameHeight));
            if (indices == null) {
                throw ImageProblems.damaged(FORMAT, "the packed pixels end early or make no sense");
            }
            return colours(indices, frameWidth, frameHeight, interlaced).placeOn(width, height, left, top);
        });
    }

    /** The palette at that place, if the flags say that there is one; returns where it ends. */
    private long palette(int flags, long at) {
        if ((flags & 0x80) == 0) {
            return at;
        }
        palette = at;
        paletteSize = 2 << (flags & 7);
        file.require(palette, 3L * paletteSize, "a palette");
        return palette + 3L * paletteSize;
    }

    private long extensions(long at) {
        int block;
        while ((block = file.u8(at)) != FRAME) {
            if (block == TRAILER) {
                throw ImageProblems.damaged(FORMAT, "no frame");
            } else if (block != EXTENSION) {
                throw ImageProblems.damaged(FORMAT, "an unknown block at byte " + at);
            }
            if (file.u8(at + 1) == GRAPHIC_CONTROL && file.u8(at + 2) >= 4) {
                transparent = (file.u8(at + 3) & 1) == 0 ? -1 : file.u8(at + 6);
            }
            at += 2;
            int size;
            while ((size = file.u8(at)) != 0) {
                at += size + 1;
            }
            at++;
        }
        return at;
    }

    private byte[] join(long at) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int size;
        while ((size = file.u8(at)) != 0) {
            file.require(at + 1, size, "a data block");
            joined.write(file.array(), (int) at + 1, size);
            at += size + 1;
        }
        return joined.toByteArray();
    }

    /** An index beyond the palette is black. */
    private Samples colours(byte[] indices, int width, int height, boolean interlaced) {
        byte[] colour = new byte[Math.multiplyExact(indices.length, 3)];
        byte[] alpha = transparent < 0 ? null : new byte[indices.length];
        int from = 0;
        for (int pass = 0; pass < (interlaced ? 4 : 1); pass++) {
            int step = interlaced ? INTERLACE_STEPS[pass] : 1;
            for (int y = interlaced ? INTERLACE_STARTS[pass] : 0; y < height; y += step) {
                for (int to = y * width; to < (y + 1) * width; to++) {
                    int index = indices[from++] & 0xff;
                    if (index < paletteSize) {
                        System.arraycopy(file.array(), (int) palette + index * 3, colour, to * 3, 3);
                    }
                    if (alpha != null) {
                        alpha[to] = (byte) (index == transparent ? 0 : 255);
                    }
                }
            }
        }
        return new Samples(width, height, 3, colour, alpha);
    }
}
