package bottega.common.image;

/** CMYK as JPEG files hold it: light instead of ink, as Adobe wrote it first and every reader assumes by now. */
final class Cmyk {
    private static final int SCALE = 16;
    private static final int ROUND = 1 << (SCALE - 1);

    private Cmyk() {}

    /**
     * @param stored four bands, changed in place
     * @param ycck whether the first three are a YCbCr transform of the light
     */
    static Samples fromJpeg(Samples stored, boolean ycck) {
        byte[] data = stored.colour();
        for (int i = 0; i < data.length; i += 4) {
            if (ycck) {
                inkFromYcc(data, i);
            } else {
                data[i] = (byte) ~data[i];
                data[i + 1] = (byte) ~data[i + 1];
                data[i + 2] = (byte) ~data[i + 2];
            }
            data[i + 3] = (byte) ~data[i + 3];
        }
        return stored;
    }

    /** libjpeg's fixed-point tables; Adobe transforms the complement, so that what comes out is ink. */
    private static void inkFromYcc(byte[] data, int i) {
        int y = data[i] & 0xff;
        int cb = (data[i + 1] & 0xff) - 128;
        int cr = (data[i + 2] & 0xff) - 128;
        data[i] = clamp(y + (91881 * cr + ROUND >> SCALE));
        data[i + 1] = clamp(y + (-22554 * cb - 46802 * cr + ROUND >> SCALE));
        data[i + 2] = clamp(y + (116130 * cb + ROUND >> SCALE));
    }

    private static byte clamp(int value) {
        return (byte) Math.clamp(value, 0, 255);
    }
}
