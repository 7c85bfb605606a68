package bottega.training.dataset;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where data sets lie and how large they may be. */
@ConfigMapping(prefix = "bottega.datasets")
public interface DataSetsConfig {
    @WithDefault("${bottega.home}/datasets")
    Path folder();

    /** Whose folders and archives can be taken without being sent. */
    @WithDefault("${bottega.home}/imports")
    Path imports();

    /** Of the archive as it is sent. */
    @WithDefault("4G")
    MemorySize maxArchiveSize();

    /** Files and folders in an archive. */
    @WithDefault("100000")
    int maxEntries();

    /** A larger file is skipped. */
    @WithDefault("100M")
    MemorySize maxFileSize();

    /** Of all files of an archive together, unpacked. */
    @WithDefault("8G")
    MemorySize maxUnpackedSize();

    /** An archive that unpacks to more than so many times its size, and to more than 16 MiB, is taken for a bomb. */
    @WithDefault("100")
    int maxRatio();

    /** Lines of a table. */
    @WithDefault("200000")
    int maxRows();

    /** Columns of numbers of a table. */
    @WithDefault("1000")
    int maxColumns();

    /** Rows times columns of a table: 4 bytes each. */
    @WithDefault("50000000")
    long maxNumbers();

    /** Width x height of a picture; one with more is skipped. */
    @WithDefault("100000000")
    long maxPixels();

    /** Width x height of all pictures that are decoded at the same time. */
    @WithDefault("200000000")
    long maxPixelsAtOnce();

    /** Each takes disk for its archive and its files; one more is told to come back later. */
    @WithDefault("4")
    int maxUploadsAtOnce();
}
