package bottega.common.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;

/**
 * WebP (RFC 9649): lossy and lossless, the first frame of animations at its place on the canvas. The codec is handed the
 * bitstream and its alpha only.
 */
final class WebpFile {
    private static final String FORMAT = "webp";
    private static final int ALPHA_FLAG = 0x10;

    private final FileBytes file;
    private final ImageFile.SizeCheck sizeCheck;
    private int width;
    private int height;
    private int orientation = 1;
    private byte[] profile;
    private Frame frame;

    /** Offsets of chunks, headers included; alpha is -1 when there is none. */
    private record Frame(long bitstream, long alpha, int left, int top, int width, int height) {}

    private WebpFile(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        this.file = new FileBytes(FORMAT, bytes, false);
        this.sizeCheck = sizeCheck;
    }

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        return new WebpFile(bytes, sizeCheck).walk();
    }

    private ImageFile walk() {
        long end = 8 + file.u32(4);
        if (file.has(12, "VP8X")) {
            width = 1 + file.u24(24);
            height = 1 + file.u24(27);
            sizeCheck.accept(FORMAT, width, height);
        }
        file.require(0, end, "a RIFF container of " + end + " bytes");
        long alpha = -1;
        for (long at = 12; at + 8 <= end; at = nextChunk(at)) {
            long data = at + 8;
            file.require(data, file.u32(at + 4), "a chunk of " + file.u32(at + 4) + " bytes");
            if (file.has(at, "ICCP")) {
                profile = file.slice(data, file.u32(at + 4), "a profile");
            } else if (file.has(at, "EXIF")) {
                orientation = orientation(data, file.u32(at + 4));
            } else if (file.has(at, "ALPH") && frame == null) {
                alpha = at;
            } else if (file.has(at, "ANMF") && frame == null) {
                frame = animationFrame(data, nextChunk(at));
            } else if (isBitstream(at) && frame == null) {
                frame = frame(at, alpha, 0, 0);
            }
        }
        if (frame == null) {
            throw ImageProblems.damaged(FORMAT, "no picture in the container");
        }
        if (width == 0) {
            width = frame.width;
            height = frame.height;
        }
        if (frame.left + frame.width > width || frame.top + frame.height > height) {
            throw ImageProblems.damaged(
                    FORMAT,
                    "the container says " + width + "x" + height + " pixels, the picture has " + frame.width + "x"
                            + frame.height);
        }
        return new ImageFile(FORMAT, width, height, orientation, profile, () -> {
            BufferedImage image = Codecs.readFlawless(FORMAT, Codecs.Codec.WEBP, essence());
            return RasterSamples.takeOver(image).placeOn(width, height, frame.left, frame.top);
        });
    }

    private long nextChunk(long at) {
        long length = file.u32(at + 4);
        return at + 8 + length + (length & 1);
    }

    private int orientation(long data, long length) {
        long skip = file.has(data, "Exif\0\0") ? 6 : 0;
        return Exif.orientation(file.slice(data + skip, Math.max(0, length - skip), "EXIF"));
    }

    private boolean isBitstream(long at) {
        return file.has(at, "VP8 ") || file.has(at, "VP8L");
    }

    private Frame animationFrame(long data, long end) {
        long alpha = -1;
        for (long at = data + 16; at + 8 <= end; at = nextChunk(at)) {
            if (file.has(at, "ALPH")) {
                alpha = at;
            } else if (isBitstream(at)) {
                return frame(at, alpha, 2 * file.u24(data), 2 * file.u24(data + 3));
            }
        }
        throw ImageProblems.damaged(FORMAT, "an animation frame without a picture");
    }

    private Frame frame(long at, long alpha, int left, int top) {
        long data = at + 8;
        int frameWidth;
        int frameHeight;
        if (file.has(at, "VP8L")) {
            if (file.u8(data) != 0x2f) {
                throw ImageProblems.damaged(FORMAT, "no lossless signature at byte " + data);
            }
            long bits = file.u32(data + 1);
            frameWidth = 1 + (int) (bits & 0x3fff);
            frameHeight = 1 + (int) (bits >> 14 & 0x3fff);
        } else {
            if (!file.has(data + 3, "\u009d\u0001\u002a")) {
                throw ImageProblems.damaged(FORMAT, "no start code at byte " + (data + 3));
            }
            frameWidth = file.u16(data + 6) & 0x3fff;
            frameHeight = file.u16(data + 8) & 0x3fff;
        }
        if (frameWidth == 0 || frameHeight == 0) {
            throw ImageProblems.damaged(FORMAT, "a picture of " + frameWidth + "x" + frameHeight + " pixels");
        }
        sizeCheck.accept(FORMAT, frameWidth, frameHeight);
        return new Frame(at, alpha, left, top, frameWidth, frameHeight);
    }

    private byte[] essence() {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        if (frame.alpha >= 0) {
            byte[] header = {'V', 'P', '8', 'X', 10, 0, 0, 0, ALPHA_FLAG, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            little24(header, 12, frame.width - 1);
            little24(header, 15, frame.height - 1);
            chunks.write(header, 0, header.length);
            copyChunk(frame.alpha, chunks);
        }
        copyChunk(frame.bitstream, chunks);
        byte[] riff = {'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'};
        int size = chunks.size() + 4;
        little24(riff, 4, size);
        riff[7] = (byte) (size >> 24);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(size + 8);
        whole.write(riff, 0, riff.length);
        byte[] content = chunks.toByteArray();
        whole.write(content, 0, content.length);
        return whole.toByteArray();
    }

    private void copyChunk(long at, ByteArrayOutputStream target) {
        long length = file.u32(at + 4);
        target.write(file.array(), (int) at, (int) length + 8);
        if ((length & 1) != 0) {
            target.write(0);
        }
    }

    private static void little24(byte[] target, int at, int value) {
        target[at] = (byte) value;
        target[at + 1] = (byte) (value >> 8);
        target[at + 2] = (byte) (value >> 16);
    }
}
