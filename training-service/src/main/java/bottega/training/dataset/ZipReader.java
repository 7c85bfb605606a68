package bottega.training.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip file, read by its directory, which alone tells links and encryption. */
record ZipReader() implements ArchiveReader {
    /** The directory is read into memory: an entry takes 46 bytes and its name, so this is plenty for honest ones. */
    private static final long DIRECTORY_BYTES_PER_ENTRY = 256;

    @Override
    public void read(Path archive, UnpackBudget budget, Sink sink) throws IOException {
        try (MeteredChannel channel = new MeteredChannel(Files.newByteChannel(archive))) {
            channel.allow((1 << 20) + DIRECTORY_BYTES_PER_ENTRY * budget.maxEntries());
            try (ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get()) {
                channel.allow(Long.MAX_VALUE);
                check(zip, budget);
                read(zip, budget, sink);
            }
        }
    }

    /** All entries before the first is unpacked. */
    private static void check(ZipFile zip, UnpackBudget budget) {
        for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
            ZipArchiveEntry entry = entries.nextElement();
            budget.addEntry();
            EntryPath.of(entry.getName());
            int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
            boolean plain = type == 0 || type == UnixStat.FILE_FLAG || type == UnixStat.DIR_FLAG;
            if (!plain) {
                throw ArchiveProblems.unsafe(entry.getName(), entry.isUnixSymlink() ? "a link" : "a device");
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw ArchiveProblems.encrypted(entry.getName());
            }
            if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
                throw ArchiveProblems.unsupported(entry.getName(), "compression method " + entry.getMethod());
            }
        }
    }

    private static void read(ZipFile zip, UnpackBudget budget, Sink sink) throws IOException {
        for (Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
            ZipArchiveEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                try (InputStream content = zip.getInputStream(entry);
                        MeteredInputStream metered = new MeteredInputStream(content, budget)) {
                    // one byte more than it says would be a lie
                    metered.allow(Math.max(entry.getSize(), 0));
                    sink.file(entry.getName(), entry.getSize(), metered);
                }
            }
        }
    }
}
