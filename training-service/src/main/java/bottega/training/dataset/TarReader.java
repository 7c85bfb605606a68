package bottega.training.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar file, as it is or through gzip. */
record TarReader(boolean gzip) implements ArchiveReader {
    /** Long names and extended headers are read into memory. */
    private static final long MOST_HEADER_BYTES = 1 << 20;

    private static final int RECORD = 10_240;

    @Override
    public void read(Path archive, UnpackBudget budget, Sink sink) throws IOException {
        try (MeteredInputStream metered = new MeteredInputStream(ArchiveReader.open(archive, gzip), budget);
                TarArchiveInputStream tar = new TarArchiveInputStream(metered, StandardCharsets.UTF_8.name())) {
            while (true) {
                metered.allow(MOST_HEADER_BYTES);
                TarArchiveEntry entry = tar.getNextEntry();
                if (entry == null) {
                    return;
                }
                budget.addEntry();
                requirePlain(entry);
                metered.allow(entry.getSize() + RECORD);
                if (!entry.isDirectory()) {
                    sink.file(entry.getName(), entry.getSize(), tar);
                }
                drain(tar);
            }
        }
    }

    private static void requirePlain(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        boolean plain = type == TarConstants.LF_OLDNORM
                || type == TarConstants.LF_NORMAL
                || type == TarConstants.LF_CONTIG
                || type == TarConstants.LF_DIR;
        if (!plain || entry.isSparse()) {
            throw ArchiveProblems.unsafe(entry.getName(), kind(entry));
        }
        EntryPath.of(entry.getName());
    }

    private static String kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return "a link to " + ArchiveProblems.shown(entry.getLinkName());
        }
        return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()
                ? "a device"
                : "an entry of an unusual type";
    }

    /** What the sink left, so that the bound for headers holds for headers alone. */
    private static void drain(InputStream content) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (content.read(buffer) >= 0) {
            // only to get past it
        }
    }
}
