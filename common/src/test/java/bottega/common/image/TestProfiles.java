package bottega.common.image;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small ICC profiles (ICC.1:2001) whose conversion can be worked out by hand. */
final class TestProfiles {
    private static final int[][] SRGB_PRIMARIES = {{28578, 14588, 912}, {25241, 46982, 6362}, {9376, 3966, 46799}};

    private TestProfiles() {}

    /**
     * @param order which of sRGB's primaries the channels are: {0, 1, 2} as in sRGB
     * @param gamma of all channels
     */
    static byte[] rgb(int[] order, double gamma) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        String[] names = {"rXYZ", "gXYZ", "bXYZ"};
        for (int i = 0; i < 3; i++) {
            tags.put(names[i], xyz(SRGB_PRIMARIES[order[i]]));
        }
        for (String name : new String[] {"rTRC", "gTRC", "bTRC"}) {
            tags.put(name, curve(gamma));
        }
        return profile("mntr", "RGB ", "XYZ ", tags);
    }

    static byte[] grey(double gamma) {
        return profile("mntr", "GRAY", "XYZ ", new LinkedHashMap<>(Map.of("kTRC", curve(gamma))));
    }

    /** Inks that are all the same grey: L* = 100 (1 - black) (1 - (cyan + magenta + yellow) / 3). */
    static byte[] greyInks() {
        ByteBuffer lut = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
        lut.put(TestPictures.ascii("mft1")).putInt(0).put(new byte[] {4, 3, 2, 0});
        for (int i = 0; i < 9; i++) {
            lut.putInt(i % 4 == 0 ? 1 << 16 : 0);
        }
        identityTables(lut, 4);
        for (int corner = 0; corner < 16; corner++) {
            int black = corner & 1;
            int inks = Integer.bitCount(corner >> 1);
            lut.put((byte) Math.round(255 * (1 - black) * (1 - inks / 3.0)));
            lut.put((byte) 128).put((byte) 128);
        }
        identityTables(lut, 3);
        return profile("prtr", "CMYK", "Lab ", new LinkedHashMap<>(Map.of("A2B0", lut.array())));
    }

    private static void identityTables(ByteBuffer lut, int count) {
        for (int table = 0; table < count; table++) {
            for (int i = 0; i < 256; i++) {
                lut.put((byte) i);
            }
        }
    }

    private static byte[] xyz(int... values) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(TestPictures.ascii("XYZ ")).putInt(0);
        for (int value : values) {
            tag.putInt(value);
        }
        return tag.array();
    }

    private static byte[] curve(double gamma) {
        return ByteBuffer.allocate(16)
                .put(TestPictures.ascii("curv"))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(gamma * 256))
                .array();
    }

    private static byte[] profile(String deviceClass, String space, String connection, Map<String, byte[]> tags) {
        tags.put("wtpt", xyz(63190, 65536, 54061));
        int size = 128 + 4 + 12 * tags.size();
        for (byte[] tag : tags.values()) {
            size += tag.length + 3 & ~3;
        }
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(size).putInt(0).putInt(0x02400000);
        profile.put(TestPictures.ascii(deviceClass))
                .put(TestPictures.ascii(space))
                .put(TestPictures.ascii(connection));
        profile.position(36).put(TestPictures.ascii("acsp"));
        profile.position(68).putInt(63190).putInt(65536).putInt(54061);
        profile.position(128).putInt(tags.size());
        int at = 132 + 12 * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            profile.put(TestPictures.ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            profile.put(at, tag.getValue());
            at += tag.getValue().length + 3 & ~3;
        }
        return profile.array();
    }
}
