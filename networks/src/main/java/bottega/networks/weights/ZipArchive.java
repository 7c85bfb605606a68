package bottega.networks.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive in mapped memory. Libraries hand out streams or build objects for every entry before anything can be
 * bounded; here a stored entry is a slice of the mapping, and what the directory promises is checked before it is
 * believed. Names in UTF-8, zip64, entries stored or deflated; no encryption, no parts. Checksums are not compared, as
 * PyTorch does not either: they would cost a pass over everything.
 */
final class ZipArchive {
    private static final int END_MARK = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int END64_LOCATOR_MARK = 0x07064b50;
    private static final int END64_LOCATOR_BYTES = 20;
    private static final int END64_MARK = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int DIRECTORY_MARK = 0x02014b50;
    private static final int DIRECTORY_BYTES = 46;
    private static final int LOCAL_MARK = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ZIP64_EXTRA = 1;
    private static final long IN_ZIP64 = 0xffffffffL;
    private static final int MAX_ENTRIES = Limits.TENSORS + 64;
    private static final int MAX_DIRECTORY_BYTES = 32 << 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final String UNPACK = "Pack the archive again without compression, as PyTorch does.";

    /**
     * @param compressed bytes in the archive
     * @param size bytes when unpacked
     * @param local where its own header lies
     */
    record Entry(String name, boolean deflated, long compressed, long size, long local) {}

    private final WeightFileProblems problems;
    private final MemorySegment file;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

    ZipArchive(WeightFileProblems problems, MemorySegment file) {
        this.problems = problems;
        this.file = file;
        readDirectory();
    }

    SequencedMap<String, Entry> entries() {
        return Collections.unmodifiableSequencedMap(entries);
    }

    /** An entry's contents: a part of the mapping, or unpacked into memory of the arena. */
    MemorySegment contents(Entry entry, Arena arena) {
        String where = entry.name() + " (local header)";
        MemorySegment local = slice(where, entry.local(), LOCAL_BYTES);
        if (local.get(TensorType.INT, 0) != LOCAL_MARK) {
            throw problems.damaged(where, "an entry's header at " + entry.local(), "something else");
        }
        long data = entry.local() + LOCAL_BYTES + unsignedShort(local, 26) + unsignedShort(local, 28);
        MemorySegment packed = slice(entry.name(), data, entry.compressed());
        return entry.deflated() ? inflate(entry, packed, arena) : packed;
    }

    private MemorySegment inflate(Entry entry, MemorySegment packed, Arena arena) {
        if (packed.byteSize() > Integer.MAX_VALUE || entry.size() > Integer.MAX_VALUE) {
            throw problems.unsupported(
                    entry.name(), "has a compressed entry that is too large", "less than 2 GiB", entry.size(), UNPACK);
        }
        MemorySegment unpacked = arena.allocate(entry.size(), Long.BYTES);
        ByteBuffer target = unpacked.asByteBuffer();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed.asByteBuffer());
            while (target.hasRemaining()) {
                if (inflater.inflate(target) == 0) {
                    break;
                }
            }
            // One byte more would show that the directory lied.
            boolean more = !target.hasRemaining() && inflater.inflate(new byte[1]) > 0;
            if (target.hasRemaining() || more) {
                throw problems.damaged(
                        entry.name(), entry.size() + " bytes", more ? "more" : target.position() + " bytes");
            }
        } catch (DataFormatException e) {
            throw problems.damaged(entry.name(), "deflated bytes", String.valueOf(e.getMessage()), e);
        } finally {
            inflater.end();
        }
        return unpacked;
    }

    private void readDirectory() {
        MemorySegment end = slice("end of the archive", endOffset(), END_BYTES);
        long count = unsignedShort(end, 10);
        long bytes = unsignedInt(end, 12);
        long offset = unsignedInt(end, 16);
        if (count == 0xffff || bytes == IN_ZIP64 || offset == IN_ZIP64) {
            MemorySegment end64 = end64();
            count = end64.get(TensorType.LONG, 32);
            bytes = end64.get(TensorType.LONG, 40);
            offset = end64.get(TensorType.LONG, 48);
        }
        if (count < 0 || count > MAX_ENTRIES || bytes < 0 || bytes > MAX_DIRECTORY_BYTES) {
            throw problems.damaged(
                    "archive's directory",
                    "at most " + MAX_ENTRIES + " entries in " + MAX_DIRECTORY_BYTES + " bytes",
                    Long.toUnsignedString(count) + " in " + Long.toUnsignedString(bytes));
        }
        MemorySegment directory = slice("archive's directory", offset, bytes);
        long position = 0;
        for (long i = 0; i < count; i++) {
            position = readEntry(directory, position);
        }
    }

    private long endOffset() {
        long last = file.byteSize() - END_BYTES;
        for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (file.get(TensorType.INT, at) == END_MARK
                    && at + END_BYTES + unsignedShort(file, at + 20) == file.byteSize()) {
                return at;
            }
        }
        throw problems.damaged("end of the archive", "a zip archive's end record", "none: is the file complete?");
    }

    private MemorySegment end64() {
        String where = "zip64 end of the archive";
        MemorySegment locator = slice(where, endOffset() - END64_LOCATOR_BYTES, END64_LOCATOR_BYTES);
        if (locator.get(TensorType.INT, 0) != END64_LOCATOR_MARK) {
            throw problems.damaged(where, "its locator", "none");
        }
        MemorySegment end64 = slice(where, locator.get(TensorType.LONG, 8), END64_BYTES);
        if (end64.get(TensorType.INT, 0) != END64_MARK) {
            throw problems.damaged(where, "its record where the locator points", "none");
        }
        return end64;
    }

    /** @return where the next one begins */
    private long readEntry(MemorySegment directory, long position) {
        String where = "archive's directory, entry " + entries.size();
        MemorySegment fixed = slice(where, directory, position, DIRECTORY_BYTES);
        if (fixed.get(TensorType.INT, 0) != DIRECTORY_MARK) {
            throw problems.damaged(where, "an entry", "something else");
        }
        int nameBytes = unsignedShort(fixed, 28);
        int extraBytes = unsignedShort(fixed, 30);
        int commentBytes = unsignedShort(fixed, 32);
        long nameAt = position + DIRECTORY_BYTES;
        byte[] nameInUtf8 = slice(where, directory, nameAt, nameBytes).toArray(ValueLayout.JAVA_BYTE);
        String name = new String(nameInUtf8, StandardCharsets.UTF_8);
        MemorySegment extra = slice(where, directory, nameAt + nameBytes, extraBytes);
        var sizes = new Sizes(unsignedInt(fixed, 24), unsignedInt(fixed, 20), unsignedInt(fixed, 42)).in(extra);
        Entry entry = new Entry(
                name, unsignedShort(fixed, 10) == DEFLATED, sizes.compressed(), sizes.unpacked(), sizes.local());
        check(entry, unsignedShort(fixed, 8), unsignedShort(fixed, 10));
        if (entries.putIfAbsent(name, entry) != null) {
            throw problems.damaged(name, "one entry of that name", "two");
        }
        return nameAt + nameBytes + extraBytes + commentBytes;
    }

    private void check(Entry entry, int flags, int method) {
        if ((flags & 1) != 0) {
            throw problems.unsupported(entry.name(), "is encrypted", "no encryption", "encrypted", UNPACK);
        }
        if (method != STORED && method != DEFLATED) {
            throw problems.unsupported(
                    entry.name(), "is compressed in an unusual way", "stored or deflated", "method " + method, UNPACK);
        }
        if (entry.size() < 0 || entry.compressed() < 0 || (!entry.deflated() && entry.size() != entry.compressed())) {
            throw problems.damaged(
                    entry.name(), "sizes that agree", entry.compressed() + " packed, " + entry.size() + " unpacked");
        }
    }

    /** Sizes and place of an entry, of which the large ones stand in its zip64 field. */
    private record Sizes(long unpacked, long compressed, long local) {
        Sizes in(MemorySegment extra) {
            long at = 0;
            while (at + 4 <= extra.byteSize()) {
                int kind = unsignedShort(extra, at);
                long end = at + 4 + unsignedShort(extra, at + 2);
                if (kind == ZIP64_EXTRA && end <= extra.byteSize()) {
                    return from(extra.asSlice(at + 4, end - at - 4));
                }
                at = end;
            }
            return this;
        }

        private Sizes from(MemorySegment zip64) {
            long[] values = {unpacked, compressed, local};
            long at = 0;
            for (int i = 0; i < values.length; i++) {
                if (values[i] == IN_ZIP64 && at + Long.BYTES <= zip64.byteSize()) {
                    values[i] = zip64.get(TensorType.LONG, at);
                    at += Long.BYTES;
                }
            }
            return new Sizes(values[0], values[1], values[2]);
        }
    }

    private MemorySegment slice(String where, long offset, long bytes) {
        return slice(where, file, offset, bytes);
    }

    private MemorySegment slice(String where, MemorySegment of, long offset, long bytes) {
        if (offset < 0 || bytes < 0 || bytes > of.byteSize() || offset > of.byteSize() - bytes) {
            throw problems.damaged(
                    where,
                    "bytes 0 to " + of.byteSize(),
                    Long.toUnsignedString(bytes) + " bytes from " + Long.toUnsignedString(offset));
        }
        return of.asSlice(offset, bytes);
    }

    private static int unsignedShort(MemorySegment segment, long offset) {
        return Short.toUnsignedInt(segment.get(TensorType.SHORT, offset));
    }

    private static long unsignedInt(MemorySegment segment, long offset) {
        return Integer.toUnsignedLong(segment.get(TensorType.INT, offset));
    }
}
