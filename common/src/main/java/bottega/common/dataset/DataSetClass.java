package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A class of a data set.
 *
 * @param name the folder's name in the archive, or the label in a table, in Unicode's composed form (NFC)
 * @param pictures how many it has in all parts together, at least 1
 * @param uri of the concept in a vocabulary; null where none was given
 * @param labels what it is called, by language tag (BCP 47); null where none was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataSetClass(String name, int pictures, String uri, Map<String, String> labels) {
    public DataSetClass {
        labels = labels == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public DataSetClass(String name, int pictures) {
        this(name, pictures, null, null);
    }
}
