package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about a data set.
 *
 * @param id sorts by time of upload
 * @param name as it was given; several data sets may have the same
 * @param version 1 for the first content of that name, 2 for the next; 1 in data sets from before there were versions
 * @param kind what the examples are; {@link DataSetKind#PICTURES} in data sets from before there were kinds
 * @param classes at least two, sorted by name
 * @param pictures all together, each once
 * @param parts how many pictures each given part has; null where no parts were given
 * @param columns of a data set of numbers, in the order in which a model takes them; null for pictures
 * @param bytes of all picture files together
 * @param skipped the first files that were left out, at most 1000; null in lists of data sets
 * @param skippedFiles how many were left out in all
 * @param hash SHA-256, hexadecimal, over each picture's name in UTF-8, a zero byte, the file's length as 8 bytes
 *     (big-endian) and its bytes, in the order of those names' UTF-16 code units. The name is {@code class/file} where it
 *     tells the class and there are neither parts nor several labels. Otherwise the kind stands before all pictures, and after
 *     a picture's name its part (or nothing), its labels and nothing once more; texts in UTF-8 with a zero byte after each.
 *     At the end comes each class that has a URI or labels in languages: name, URI (or nothing), each language and label,
 *     and nothing once more. Of numbers: over each column's name in UTF-8 and a zero byte, then for each row, by class and
 *     line, the class in UTF-8, a zero byte, one of 0 (no part given), 1, 2 or 3 for {@link Part}, its line as 4 bytes
 *     (big-endian) and its numbers as float32, little-endian
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSetDescription(
        String id,
        String name,
        int version,
        DataSetKind kind,
        List<DataSetClass> classes,
        int pictures,
        Map<Part, Integer> parts,
        List<DataSetColumn> columns,
        long bytes,
        List<SkippedFile> skipped,
        int skippedFiles,
        String hash,
        Instant createdAt) {
    public DataSetDescription {
        version = Math.max(version, 1);
        kind = kind == null ? DataSetKind.PICTURES : kind;
        classes = List.copyOf(classes);
        parts = parts == null || parts.isEmpty() ? null : Collections.unmodifiableMap(new EnumMap<>(parts));
        columns = columns == null ? null : List.copyOf(columns);
        skipped = skipped == null ? null : List.copyOf(skipped);
    }

    public DataSetDescription withVersion(int other) {
        return new DataSetDescription(
                id,
                name,
                other,
                kind,
                classes,
                pictures,
                parts,
                columns,
                bytes,
                skipped,
                skippedFiles,
                hash,
                createdAt);
    }

    public DataSetDescription withoutSkipped() {
        return new DataSetDescription(
                id, name, version, kind, classes, pictures, parts, columns, bytes, null, skippedFiles, hash, createdAt);
    }
}
