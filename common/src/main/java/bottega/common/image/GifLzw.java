package bottega.common.image;

/** The variable-length-code LZW of GIF (89a, appendix F). */
final class GifLzw {
    private static final int LARGEST_TABLE = 4096;

    private final short[] prefixes = new short[LARGEST_TABLE];
    private final byte[] suffixes = new byte[LARGEST_TABLE];
    private final byte[] stack = new byte[LARGEST_TABLE + 1];

    private GifLzw() {}

    /**
     * @param codes the joined data blocks of a frame
     * @param smallestCodeSize bits of a palette index, 2 to 8
     * @param pixels how many indices to hand out
     * @return the palette indices, or null when the codes end early or make no sense
     */
    static byte[] unpack(byte[] codes, int smallestCodeSize, int pixels) {
        return new GifLzw().run(codes, smallestCodeSize, pixels);
    }

    private byte[] run(byte[] codes, int smallestCodeSize, int pixels) {
        byte[] indices = new byte[pixels];
        int clear = 1 << smallestCodeSize;
        int end = clear + 1;
        int codeSize = smallestCodeSize + 1;
        int next = end + 1;
        int previous = -1;
        int first = 0;
        int at = 0;
        int bits = 0;
        int bitCount = 0;
        int written = 0;
        while (written < pixels) {
            while (bitCount < codeSize) {
                if (at == codes.length) {
                    return null;
                }
                bits |= (codes[at++] & 0xff) << bitCount;
                bitCount += 8;
            }
            int code = bits & (1 << codeSize) - 1;
            bits >>>= codeSize;
            bitCount -= codeSize;
            if (code == clear) {
                codeSize = smallestCodeSize + 1;
                next = end + 1;
                previous = -1;
                continue;
            }
            if (code == end || code > next || code == next && previous < 0) {
                return null;
            }
            int depth = 0;
            int walk = code;
            if (code == next) {
                stack[depth++] = (byte) first;
                walk = previous;
            }
            while (walk >= clear) {
                stack[depth++] = suffixes[walk];
                walk = prefixes[walk];
            }
            first = walk;
            stack[depth++] = (byte) first;
            while (depth > 0 && written < pixels) {
                indices[written++] = stack[--depth];
            }
            if (previous >= 0 && next < LARGEST_TABLE) {
                prefixes[next] = (short) previous;
                suffixes[next] = (byte) first;
                next++;
                if (next == 1 << codeSize && next < LARGEST_TABLE) {
                    codeSize++;
                }
            }
            previous = code;
        }
        return indices;
    }
}
