package bottega.common.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers out of a file in memory; reading past its end says that the file is truncated. */
final class FileBytes {
    private final String format;
    private final byte[] bytes;
    private final boolean bigEndian;

    FileBytes(String format, byte[] bytes, boolean bigEndian) {
        this.format = format;
        this.bytes = bytes;
        this.bigEndian = bigEndian;
    }

    int length() {
        return bytes.length;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    byte[] array() {
        return bytes;
    }

    /** Throws unless {@code count} bytes from {@code offset} on are there. */
    void require(long offset, long count, String what) {
        if (offset < 0 || count < 0 || offset > bytes.length || count > bytes.length - offset) {
            throw ImageProblems.truncated(format, bytes.length, what);
        }
    }

    int u8(long offset) {
        require(offset, 1, "a byte at " + offset);
        return bytes[(int) offset] & 0xff;
    }

    int u16(long offset) {
        int a = u8(offset);
        int b = u8(offset + 1);
        return bigEndian ? a << 8 | b : b << 8 | a;
    }

    int u24(long offset) {
        return bigEndian ? u8(offset) << 16 | u16(offset + 1) : u16(offset) | u8(offset + 2) << 16;
    }

    long u32(long offset) {
        long a = u16(offset);
        long b = u16(offset + 2);
        return bigEndian ? a << 16 | b : b << 16 | a;
    }

    int i32(long offset) {
        return (int) u32(offset);
    }

    /** Negative values are more than 63 bits hold: an offset or a count that no file has. */
    long u64(long offset) {
        long a = u32(offset);
        long b = u32(offset + 4);
        return bigEndian ? a << 32 | b : b << 32 | a;
    }

    boolean has(long offset, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset + wanted.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[(int) offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    byte[] slice(long offset, long count, String what) {
        require(offset, count, what);
        return Arrays.copyOfRange(bytes, (int) offset, (int) (offset + count));
    }
}
