package bottega.training.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bottega.common.dataset.DataSetClass;
import bottega.common.dataset.DataSetDescription;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    /** As it was stored then. */
    private static final String OLD = """
            {"id": "01m822ap8fynf6xrk0gvcyw2ae", "name": "coins", "classes": [{"name": "10c", "pictures": 254}, \
            {"name": "1c", "pictures": 77}, {"name": "1e", "pictures": 248}, {"name": "20c", "pictures": 227}, \
            {"name": "2c", "pictures": 25}, {"name": "2e", "pictures": 45}, {"name": "50c", "pictures": 131}, \
            {"name": "5c", "pictures": 284}], "pictures": 1291, "bytes": 8069474, "skipped": [], "skippedFiles": 0, \
            "hash": "d2db6530040251e8af4ddffc08888cf0daeaf987bf4ec0bf6ab1c9a0b85eef80", \
            "createdAt": "2026-11-22T16:44:50.495Z"}
            """;

    @Test
    void readsWhatWasStoredBeforeThereWereKindsAndVersions() throws IOException {
        DataSetDescription old = JSON.readValue(OLD, DataSetDescription.class);
        assertEquals(1, old.version());
        assertEquals(DataSetKind.PICTURES, old.kind());
        assertNull(old.parts());
        assertEquals(new DataSetClass("10c", 254), old.classes().getFirst());
    }

    @Test
    void keepsPartsAndVocabulary() throws IOException {
        var description = new DataSetDescription(
                "x",
                "saints",
                3,
                DataSetKind.MULTI_LABEL_PICTURES,
                List.of(
                        new DataSetClass("lion", 2, "http://vocab/lion", Map.of("it", "leone")),
                        new DataSetClass("bull", 1)),
                3,
                Map.of(Part.TRAINING, 2, Part.TEST, 1),
                null,
                10,
                List.of(),
                0,
                "00",
                Instant.EPOCH);
        String written = JSON.writeValueAsString(description);
        assertEquals(
                "{\"training\":2,\"test\":1}",
                JSON.readTree(written).path("parts").toString());
        assertEquals(description, JSON.readValue(written, DataSetDescription.class));
    }
}
