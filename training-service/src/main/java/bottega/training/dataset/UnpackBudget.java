package bottega.training.dataset;

/** Counts what an archive unpacks to, and ends it at the limits of size, number and ratio. Not for several threads. */
final class UnpackBudget {
    private static final long RATIO_MATTERS_FROM = 16L << 20;

    private final DataSetsConfig limits;
    private final long archiveBytes;
    private long unpacked;
    private int entries;

    UnpackBudget(DataSetsConfig limits, long archiveBytes) {
        this.limits = limits;
        this.archiveBytes = archiveBytes;
    }

    void addEntry() {
        if (++entries > limits.maxEntries()) {
            throw ArchiveProblems.tooManyEntries(limits.maxEntries());
        }
    }

    void addBytes(long count) {
        unpacked += count;
        if (unpacked > limits.maxUnpackedSize().asLongValue()) {
            throw ArchiveProblems.unpacksTooLarge(limits.maxUnpackedSize().asLongValue());
        }
        if (unpacked > RATIO_MATTERS_FROM && unpacked / limits.maxRatio() > archiveBytes) {
            throw ArchiveProblems.bomb(archiveBytes, limits.maxRatio());
        }
    }

    int maxEntries() {
        return limits.maxEntries();
    }

    long maxFileBytes() {
        return limits.maxFileSize().asLongValue();
    }
}
