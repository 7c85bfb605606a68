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

    @Test
    void readsWhatWasStoredBeforeThereWereKindsAndVersions() throws IOException {
        DataSetDescription old = JSON.readValue(DataSetExamples.CREATED, DataSetDescription.class);
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
