package bottega.common.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * What lies at the top of {@code BOTTEGA_HOME/imports}.
 *
 * @param folder what {@link ImportRequest#folder} takes
 * @param bytes of a file; null for a folder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportEntry(String folder, ImportEntry.Type type, Long bytes, Instant modifiedAt) {
    public enum Type {
        FOLDER,
        FILE;

        @JsonValue
        public String publicName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
