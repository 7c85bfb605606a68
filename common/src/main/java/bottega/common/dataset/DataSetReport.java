package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a data set is like, before anything is trained on it.
 *
 * @param format of this record; a stored one of another format is computed anew
 * @param dataset its id
 * @param hash of the content that was looked at
 * @param examples of all classes together
 * @param parts how many each given part has; null where no parts were given
 * @param lookAt what stands out, in sentences; empty where nothing does
 * @param skipped files that were left out when the data set was made
 * @param unreadable pictures that could be decoded then and cannot be now
 * @param sizes null where there are no pictures
 * @param exactDuplicates files with the same bytes; null where there are no pictures
 * @param nearDuplicates pictures that differ, but hardly: saved again, resized, cropped by up to a twentieth on all sides,
 *     brightened, or photographed again from the same place; copies with the same bytes stand with them. Null where there
 *     are no pictures
 * @param millis how long it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSetReport(
        int format,
        String dataset,
        String hash,
        int examples,
        Map<Part, Integer> parts,
        List<String> lookAt,
        List<ClassCount> classes,
        ClassBalance balance,
        FileList skipped,
        FileList unreadable,
        PictureSizes sizes,
        Duplicates exactDuplicates,
        Duplicates nearDuplicates,
        Instant createdAt,
        long millis) {
    /** Reports of another format are not read. */
    public static final int FORMAT = 1;

    public DataSetReport {
        lookAt = List.copyOf(lookAt);
        classes = List.copyOf(classes);
    }

    public DataSetReport withLookAt(List<String> sentences) {
        return new DataSetReport(
                format,
                dataset,
                hash,
                examples,
                parts,
                sentences,
                classes,
                balance,
                skipped,
                unreadable,
                sizes,
                exactDuplicates,
                nearDuplicates,
                createdAt,
                millis);
    }

    /** @param parts null where no parts were given */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClassCount(String name, int examples, Map<Part, Integer> parts) {}

    /**
     * @param count all of them
     * @param first of them, at most 100
     */
    public record FileList(int count, List<SkippedFile> first) {}
}
