package bottega.common.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** PNG (W3C, third edition). The codec is handed the critical chunks and transparency only, all checked. */
final class PngFile {
    private static final String FORMAT = "png";
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final int LARGEST_PROFILE = 16 << 20;
    private static final Set<String> FOR_THE_CODEC = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngFile() {}

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        FileBytes file = new FileBytes(FORMAT, bytes, true);
        file.require(8, 25, "the header chunk");
        if (!file.has(12, "IHDR") || file.u32(8) != 13) {
            throw ImageProblems.damaged(FORMAT, "the first chunk is not the header");
        }
        long width = file.u32(16);
        long height = file.u32(20);
        if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw ImageProblems.damaged(FORMAT, "the header says " + width + "x" + height + " pixels");
        }
        sizeCheck.accept(FORMAT, width, height);
        ByteArrayOutputStream essence = new ByteArrayOutputStream(bytes.length);
        essence.write(bytes, 0, 8);
        byte[] profile = null;
        int orientation = 1;
        boolean pixels = false;
        for (long at = 8; ; ) {
            file.require(at, 12, pixels ? "an IEND chunk" : "an IDAT chunk");
            long length = file.u32(at);
            file.require(at + 8, length + 4, "a chunk of " + length + " bytes");
            String type = new String(bytes, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (FOR_THE_CODEC.contains(type)) {
                checkSum(file, at, (int) length, type);
                essence.write(bytes, (int) at, (int) length + 12);
                pixels |= type.equals("IDAT");
            } else if (type.equals("iCCP")) {
                profile = inflateProfile(bytes, (int) at + 8, (int) length);
            } else if (type.equals("eXIf")) {
                orientation = Exif.orientation(file.slice(at + 8, length, "EXIF"));
            } else if (Character.isUpperCase(type.charAt(0))) {
                throw ImageProblems.damaged(FORMAT, "unknown critical chunk at byte " + at);
            }
            if (type.equals("IEND")) {
                break;
            }
            at += length + 12;
        }
        if (!pixels) {
            throw ImageProblems.damaged(FORMAT, "no IDAT chunk");
        }
        return new ImageFile(FORMAT, (int) width, (int) height, orientation, profile, () -> {
            // the codec warns only of palettes and transparency at odds with the header, which it ignores
            BufferedImage image =
                    Codecs.read(Codecs.Codec.PNG, essence.toByteArray(), new ArrayList<>(), reader -> reader.read(0));
            return RasterSamples.takeOver(image);
        });
    }

    private static void checkSum(FileBytes file, long at, int length, String type) {
        CRC32 crc = new CRC32();
        crc.update(file.array(), (int) at + 4, length + 4);
        if (crc.getValue() != file.u32(at + 8 + length)) {
            throw ImageProblems.damaged(FORMAT, "the checksum of the " + type + " chunk at byte " + at + " is wrong");
        }
    }

    /** Name, a zero byte, compression method 0, zlib data; null when it is not that. */
    private static byte[] inflateProfile(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        at += 2;
        if (at >= end) {
            return null;
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, at, end - at);
            while (!inflater.finished() && profile.size() < LARGEST_PROFILE) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return null;
                }
                profile.write(buffer, 0, count);
            }
            return inflater.finished() ? profile.toByteArray() : null;
        } catch (DataFormatException e) {
            return null;
        }
    }
}
