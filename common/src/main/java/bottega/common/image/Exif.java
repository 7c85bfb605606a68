package bottega.common.image;

import bottega.common.problem.ProblemException;

/** The one EXIF entry that changes pixels. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int UPRIGHT = 1;

    private Exif() {}

    /**
     * @param tiff the EXIF block from its byte order mark on
     * @return 1 to 8; 1 when the block has no orientation or cannot be read, as every viewer has it
     */
    static int orientation(byte[] tiff) {
        try {
            return orientation(TiffDirectory.first(new FileBytes("EXIF", tiff, isBigEndian(tiff))));
        } catch (ProblemException e) {
            return UPRIGHT;
        }
    }

    static int orientation(TiffDirectory directory) {
        long value = directory.number(ORIENTATION, UPRIGHT);
        return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
    }

    static boolean isBigEndian(byte[] tiff) {
        return tiff.length > 0 && tiff[0] == 'M';
    }
}
