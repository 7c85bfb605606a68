package bottega.common.image;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first directory of a TIFF file or of an EXIF block (TIFF 6.0, section 2; also BigTIFF, with offsets of 8 bytes).
 * Values are looked up on demand and lie within the file: a directory that claims more is truncated.
 */
final class TiffDirectory {
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;
    private static final int LONG8 = 16;
    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /**
     * @param position of the entry itself in the file
     * @param valueOffset of the first value in the file
     */
    record Entry(int tag, int type, long count, long position, long valueOffset) {}

    private final FileBytes file;
    private final Map<Integer, Entry> entries;
    private final long nextDirectoryPosition;
    private final boolean big;

    private TiffDirectory(FileBytes file, Map<Integer, Entry> entries, long nextDirectoryPosition, boolean big) {
        this.file = file;
        this.big = big;
        this.entries = entries;
        this.nextDirectoryPosition = nextDirectoryPosition;
    }

    static TiffDirectory first(FileBytes file) {
        boolean big = file.u16(2) == 43;
        long start = big ? file.u64(8) : file.u32(4);
        long count = big ? file.u64(start) : file.u16(start);
        int entrySize = big ? 20 : 12;
        long position = start + (big ? 8 : 2);
        file.require(position, Math.multiplyFull((int) Math.min(count, 1 << 24), entrySize), "a directory");
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++, position += entrySize) {
            Entry entry = entry(file, position, big);
            if (entries.put(entry.tag(), entry) != null) {
                throw ImageProblems.damaged("tiff", "tag " + entry.tag() + " twice in a directory");
            }
        }
        return new TiffDirectory(file, entries, position, big);
    }

    private static Entry entry(FileBytes file, long position, boolean big) {
        int type = file.u16(position + 2);
        long count = big ? file.u64(position + 4) : file.u32(position + 4);
        long value = position + (big ? 12 : 8);
        int inline = big ? 8 : 4;
        int size = type < TYPE_SIZES.length ? TYPE_SIZES[type] : 0;
        if (count < 0 || count > inline / Math.max(1, size)) {
            value = big ? file.u64(value) : file.u32(value);
        }
        return new Entry(file.u16(position), type, count, position, value);
    }

    Iterable<Entry> entries() {
        return entries.values();
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /**
     * @return the first value
     */
    long number(int tag, long otherwise) {
        long[] values = numbers(tag);
        return values.length == 0 ? otherwise : values[0];
    }

    /**
     * @return none when the entry is missing or not of an unsigned integer type
     */
    long[] numbers(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || !isUnsigned(entry.type())) {
            return new long[0];
        }
        require(entry);
        int size = TYPE_SIZES[entry.type()];
        long[] values = new long[(int) entry.count()];
        for (int i = 0; i < values.length; i++) {
            long at = entry.valueOffset() + (long) i * size;
            values[i] = switch (size) {
                case 1 -> file.u8(at);
                case 2 -> file.u16(at);
                case 4 -> file.u32(at);
                default -> file.u64(at);
            };
        }
        return values;
    }

    /**
     * @return null when the entry is missing
     */
    byte[] bytes(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != BYTE && entry.type() != UNDEFINED) {
            return null;
        }
        return file.slice(entry.valueOffset(), entry.count(), "the value of tag " + tag);
    }

    /** Throws unless the entry's values lie within the file. */
    void require(Entry entry) {
        int size = entry.type() < TYPE_SIZES.length ? TYPE_SIZES[entry.type()] : 0;
        if (entry.count() < 0 || entry.count() > file.length()) {
            file.require(file.length(), 1, "the value of tag " + entry.tag());
        }
        file.require(entry.valueOffset(), entry.count() * size, "the value of tag " + entry.tag());
    }

    /** Turns the entry, in a copy of the file, into one of an unknown tag that refers to nothing. */
    void neutralise(Entry entry, byte[] copy) {
        int at = (int) entry.position();
        Arrays.fill(copy, at, at + (big ? 20 : 12), (byte) 0);
        copy[at] = (byte) 0xff;
        copy[at + 1] = (byte) 0xff;
        put16(copy, at + 2, BYTE);
        put16(copy, file.isBigEndian() ? at + (big ? 10 : 6) : at + 4, 1);
    }

    /** Makes this the last directory in a copy of the file. */
    void endHere(byte[] copy) {
        int at = (int) nextDirectoryPosition;
        Arrays.fill(copy, at, Math.min(copy.length, at + (big ? 8 : 4)), (byte) 0);
    }

    private void put16(byte[] target, int at, int value) {
        target[at] = (byte) (file.isBigEndian() ? value >> 8 : value);
        target[at + 1] = (byte) (file.isBigEndian() ? value : value >> 8);
    }

    private static boolean isUnsigned(int type) {
        return type == BYTE || type == SHORT || type == LONG || type == LONG8 || type == 13 || type == 18;
    }
}
