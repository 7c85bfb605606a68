package bottega.common.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;

/** GIF (89a): the first frame at its place on the logical screen; what the frame leaves free is transparent. */
final class GifFile {
    private static final String FORMAT = "gif";
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private GifFile() {}

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        FileBytes file = new FileBytes(FORMAT, bytes, false);
        file.require(6, 7, "the screen descriptor");
        sizeCheck.accept(FORMAT, Math.max(1, file.u16(6)), Math.max(1, file.u16(8)));
        long screenEnd = 13 + tableSize(file.u8(10));
        file.require(0, screenEnd, "the colour table");
        long control = -1;
        long at = screenEnd;
        while (file.u8(at) != IMAGE) {
            if (file.u8(at) == TRAILER) {
                throw ImageProblems.damaged(FORMAT, "no frame");
            } else if (file.u8(at) != EXTENSION) {
                throw ImageProblems.damaged(FORMAT, "an unknown block at byte " + at);
            }
            if (file.u8(at + 1) == GRAPHIC_CONTROL) {
                control = at;
            }
            at = endOfBlocks(file, at + 2);
        }
        int left = file.u16(at + 1);
        int top = file.u16(at + 3);
        int frameWidth = file.u16(at + 5);
        int frameHeight = file.u16(at + 7);
        if (frameWidth == 0 || frameHeight == 0) {
            throw ImageProblems.damaged(FORMAT, "a frame of " + frameWidth + "x" + frameHeight + " pixels");
        }
        int width = Math.max(file.u16(6), left + frameWidth);
        int height = Math.max(file.u16(8), top + frameHeight);
        sizeCheck.accept(FORMAT, width, height);
        long end = endOfBlocks(file, at + 10 + tableSize(file.u8(at + 9)) + 1);
        byte[] essence = essence(file, (int) screenEnd, control, (int) at, (int) end);
        return new ImageFile(FORMAT, width, height, 1, null, () -> {
            BufferedImage image = Codecs.readFlawless(FORMAT, Codecs.GIF, essence);
            return RasterSamples.of(image).placeOn(width, height, left, top);
        });
    }

    private static long tableSize(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << (flags & 7) + 1;
    }

    private static long endOfBlocks(FileBytes file, long at) {
        int size;
        while ((size = file.u8(at)) != 0) {
            at += size + 1;
        }
        return at + 1;
    }

    private static byte[] essence(FileBytes file, int screenEnd, long control, int frame, int end) {
        ByteArrayOutputStream essence = new ByteArrayOutputStream();
        essence.write(file.array(), 0, screenEnd);
        if (control >= 0) {
            essence.write(file.array(), (int) control, 8);
        }
        essence.write(file.array(), frame, end - frame);
        essence.write(TRAILER);
        return essence.toByteArray();
    }
}
