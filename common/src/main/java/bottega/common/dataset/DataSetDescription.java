package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What is known about a data set.
 *
 * @param id sorts by time of upload
 * @param name as it was given; several data sets may have the same
 * @param classes at least two, sorted by name
 * @param pictures of all classes together
 * @param bytes of all picture files together
 * @param skipped the first files that were left out, at most 1000; null in lists of data sets
 * @param skippedFiles how many were left out in all
 * @param hash SHA-256, hexadecimal, over each picture's {@code class/file} in UTF-8, a zero byte, the file's length as
 *     8 bytes (big-endian) and its bytes, in the order of those paths' UTF-16 code units
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSetDescription(
        String id,
        String name,
        List<DataSetClass> classes,
        int pictures,
        long bytes,
        List<SkippedFile> skipped,
        int skippedFiles,
        String hash,
        Instant createdAt) {
    public DataSetDescription {
        classes = List.copyOf(classes);
        skipped = skipped == null ? null : List.copyOf(skipped);
    }

    public DataSetDescription withoutSkipped() {
        return new DataSetDescription(id, name, classes, pictures, bytes, null, skippedFiles, hash, createdAt);
    }
}
