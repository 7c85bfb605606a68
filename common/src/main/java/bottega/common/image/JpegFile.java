package bottega.common.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * JPEG (ITU-T T.81): baseline, extended sequential and progressive, Huffman coded, 8 bits a sample.
 *
 * <p>The codec is handed only what the pixels need. All application segments are left out and the colour space, decided
 * here by libjpeg's rules, is stated by one marker that cannot be misunderstood. A file without its end marker is
 * truncated, wherever it was cut.
 */
final class JpegFile {
    private static final String FORMAT = "jpeg";

    /** What the components are, where the container says so. */
    enum Colours {
        GREY(1),
        YCBCR(3),
        RGB(3),
        /** CMYK, 255 is full ink, as in TIFF. */
        INK(4);

        private final int bands;

        Colours(int bands) {
            this.bands = bands;
        }

        int bands() {
            return bands;
        }
    }

    /** Encoders write about ten; each costs a pass over the whole picture. */
    private static final int MOST_SCANS = 100;

    private static final int SOF0 = 0xc0;
    private static final int SOF1 = 0xc1;
    private static final int SOF2 = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int RST0 = 0xd0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int TEM = 0x01;

    private static final byte[] JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_UNTRANSFORMED = {
        (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    /** What libjpeg says when it makes pixels up; what it says otherwise is of no consequence. */
    private static final List<String> LOSSES = List.of(
            "premature end", "Premature end", "bad Huffman code", "instead of RST", "Truncated File", "Inconsistent");

    private final FileBytes file;
    private final ImageFile.SizeCheck sizeCheck;
    private final ByteArrayOutputStream essence;
    private final Colours stated;
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    private int width;
    private int height;
    private int orientation = 1;
    private int[] componentIds;
    private boolean jfif;
    private int adobeTransform = -1;
    private int scans;

    private JpegFile(byte[] bytes, Colours stated, ImageFile.SizeCheck sizeCheck) {
        this.stated = stated;
        this.file = new FileBytes(FORMAT, bytes, true);
        this.sizeCheck = sizeCheck;
        this.essence = new ByteArrayOutputStream(bytes.length);
    }

    static ImageFile open(byte[] bytes, ImageFile.SizeCheck sizeCheck) {
        return new JpegFile(bytes, null, sizeCheck).walk();
    }

    /** A stream within another container, which says what the colours are. */
    static ImageFile openTile(byte[] bytes, Colours colours, ImageFile.SizeCheck sizeCheck) {
        return new JpegFile(bytes, colours, sizeCheck).walk();
    }

    private ImageFile walk() {
        long at = 2;
        int marker;
        while ((marker = file.u8(at = nextMarker(at))) != EOI) {
            if (marker == TEM || marker == SOI || marker >= RST0 && marker < SOI) {
                at++;
                continue;
            }
            int length = file.u16(at + 1);
            if (length < 2) {
                throw ImageProblems.damaged(FORMAT, "a segment of " + length + " bytes at byte " + at);
            }
            file.require(at + 1, length, "a segment of " + length + " bytes");
            long next = at + 1 + length;
            if (marker == SOS) {
                next = endOfScan(next);
                scan((int) at, (int) next);
            } else {
                segment(marker, (int) at, length);
            }
            at = next;
        }
        if (scans == 0) {
            throw ImageProblems.damaged(FORMAT, "no picture before the end marker");
        }
        return new ImageFile(FORMAT, width, height, orientation, profile(), this::read);
    }

    /** Position of the byte after 0xff; other bytes between segments are skipped, as libjpeg does. */
    private long nextMarker(long at) {
        byte[] bytes = file.array();
        int i = (int) at;
        while (i + 1 < bytes.length && !(bytes[i] == (byte) 0xff && bytes[i + 1] != 0 && bytes[i + 1] != (byte) 0xff)) {
            i++;
        }
        file.require(i + 1, 1, "an end of image marker");
        return i + 1;
    }

    /** Position of the 0xff of the first marker that is no restart marker. */
    private long endOfScan(long from) {
        byte[] bytes = file.array();
        int last = bytes.length - 1;
        for (int i = (int) from; i < last; i++) {
            if (bytes[i] == (byte) 0xff) {
                int code = bytes[i + 1] & 0xff;
                if (code != 0 && code != 0xff && (code < RST0 || code >= SOI)) {
                    return i;
                }
            }
        }
        throw ImageProblems.truncated(FORMAT, bytes.length, "an end of image marker");
    }

    private void segment(int marker, int at, int length) {
        int data = at + 3;
        switch (marker) {
            case SOF0, SOF1, SOF2 -> frame(at, length);
            case DHT, DQT, DRI -> essence.write(file.array(), at - 1, length + 2);
            case DAC -> throw ImageProblems.unsupported("JPEG", "arithmetic coding");
            case APP0 -> jfif |= file.has(data, "JFIF\0");
            case APP1 -> {
                if (file.has(data, "Exif\0") && length > 8) {
                    orientation = Exif.orientation(file.slice(data + 6L, length - 8, "EXIF"));
                }
            }
            case APP2 -> {
                if (file.has(data, "ICC_PROFILE\0") && length >= 16) {
                    profileParts.put(file.u8(data + 12L), file.slice(data + 14L, length - 16, "a profile"));
                }
            }
            case APP14 -> {
                if (file.has(data, "Adobe") && length >= 14) {
                    adobeTransform = file.u8(data + 11L);
                }
            }
            default -> {
                if (marker > SOF2 && marker < RST0 && marker != JPG) {
                    throw ImageProblems.unsupported(
                            "JPEG", "lossless, hierarchical or arithmetic coding (SOF" + (marker - SOF0) + ")");
                }
            }
        }
    }

    private void frame(int at, int length) {
        int data = at + 3;
        if (componentIds != null) {
            throw ImageProblems.damaged(FORMAT, "two frame headers");
        }
        int components = file.u8(data + 5L);
        if (length != 8 + 3 * components) {
            throw ImageProblems.damaged(FORMAT, "a frame header of the wrong length");
        }
        height = file.u16(data + 1L);
        width = file.u16(data + 3L);
        if (width == 0 || height == 0) {
            throw ImageProblems.damaged(FORMAT, "the header says " + width + "x" + height + " pixels");
        }
        sizeCheck.accept(FORMAT, width, height);
        if (file.u8(data) != 8) {
            throw ImageProblems.unsupported("JPEG", file.u8(data) + " bits a sample");
        }
        if (stated == null ? components != 1 && components != 3 && components != 4 : components != stated.bands()) {
            throw ImageProblems.unsupported("JPEG", components + " components");
        }
        componentIds = new int[components];
        byte[] header = file.slice(at - 1L, length + 2L, "a frame header");
        for (int i = 0; i < components; i++) {
            componentIds[i] = file.u8(data + 6L + 3L * i);
            header[10 + 3 * i] = (byte) (i + 1);
        }
        essence.write(header, 0, header.length);
    }

    private void scan(int at, int end) {
        if (componentIds == null) {
            throw ImageProblems.damaged(FORMAT, "a scan before the frame header");
        }
        if (++scans > MOST_SCANS) {
            throw ImageProblems.damaged(FORMAT, "more than " + MOST_SCANS + " scans");
        }
        int length = file.u16(at + 1L);
        int components = file.u8(at + 3L);
        if (length != 6 + 2 * components) {
            throw ImageProblems.damaged(FORMAT, "a scan header of the wrong length");
        }
        byte[] header = file.slice(at - 1L, length + 2L, "a scan header");
        for (int i = 0; i < components; i++) {
            header[5 + 2 * i] = (byte) (indexOf(header[5 + 2 * i] & 0xff) + 1);
        }
        essence.write(header, 0, header.length);
        essence.write(file.array(), at + 1 + length, end - at - 1 - length);
    }

    private int indexOf(int componentId) {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == componentId) {
                return i;
            }
        }
        throw ImageProblems.damaged(FORMAT, "a scan of component " + componentId + ", which the frame does not have");
    }

    private byte[] profile() {
        if (profileParts.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        profileParts.values().forEach(part -> whole.write(part, 0, part.length));
        return whole.toByteArray();
    }

    private Samples read() throws IOException {
        List<String> warnings = new ArrayList<>();
        Samples samples = Codecs.read(Codecs.Codec.JPEG, file(), warnings, reader -> {
            if (componentIds.length < 4) {
                BufferedImage image = reader.read(0);
                return RasterSamples.takeOver(image);
            }
            Raster raster = reader.readRaster(0, null);
            Samples stored = RasterSamples.of(raster, 4, -1, false);
            return stated == null ? Cmyk.fromJpeg(stored, adobeTransform == 2) : stored;
        });
        for (String warning : warnings) {
            if (LOSSES.stream().anyMatch(warning::contains)) {
                throw ImageProblems.damaged(FORMAT, warning);
            }
        }
        return samples;
    }

    private byte[] file() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(essence.size() + 64);
        whole.write(0xff);
        whole.write(SOI);
        if (componentIds.length == 1 || componentIds.length == 3 && !isRgb()) {
            whole.write(JFIF, 0, JFIF.length);
        } else {
            whole.write(ADOBE_UNTRANSFORMED, 0, ADOBE_UNTRANSFORMED.length);
        }
        byte[] segments = essence.toByteArray();
        whole.write(segments, 0, segments.length);
        whole.write(0xff);
        whole.write(EOI);
        return whole.toByteArray();
    }

    /** libjpeg's {@code default_decompress_parms}: JFIF means YCbCr, then Adobe's marker counts, then the names. */
    private boolean isRgb() {
        if (stated != null) {
            return stated == Colours.RGB;
        }
        if (jfif) {
            return false;
        }
        if (adobeTransform >= 0) {
            return adobeTransform == 0;
        }
        return componentIds[0] == 'R' && componentIds[1] == 'G' && componentIds[2] == 'B';
    }
}
