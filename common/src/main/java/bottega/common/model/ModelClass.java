package bottega.common.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about a class beyond its name.
 *
 * @param uri in a vocabulary ({@code http://vocab.getty.edu/aat/300037222}); null for none
 * @param labels by language tag ({@code en}, {@code it}); null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelClass(String uri, Map<String, String> labels) {
    public ModelClass {
        labels = labels == null || labels.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    public boolean saysNothing() {
        return uri == null && labels == null;
    }
}
