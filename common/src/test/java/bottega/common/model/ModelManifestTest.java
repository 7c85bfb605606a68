package bottega.common.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bottega.common.image.CropPolicy;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelManifestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As files have it that were written before there were tasks. */
    @Test
    void aManifestThatNamesNoTaskIsOfOneLabelAPicture() throws JsonProcessingException {
        var manifest = JSON.readValue("""
                {"schema":1,"network":"lenet","labels":["a","b"],"inputWidth":32,"inputHeight":32,\
                "cropPolicy":"center-crop","resampler":"r","outputs":["probabilities"],"metrics":{"accuracy":0.5}}""", ModelManifest.class);
        assertEquals(Task.SINGLE_LABEL, manifest.task());
        assertNull(manifest.classes());
        assertEquals(List.of("a", "b"), manifest.labels());
    }

    @Test
    void taskAndClassesSurviveJson() throws JsonProcessingException {
        ModelManifest manifest = severalLabels(List.of(
                new ModelClass("http://www.wikidata.org/entity/Q3142", Map.of("it", "rosso", "en", "red")),
                new ModelClass(null, null)));
        String json = JSON.writeValueAsString(manifest);
        assertEquals(manifest, JSON.readValue(json, ModelManifest.class));
        assertEquals("multi-label", JSON.readTree(json).path("task").asText());
        assertEquals("{}", JSON.readTree(json).path("classes").get(1).toString());
    }

    @Test
    void asManyClassesAsLabels() {
        assertThrows(IllegalArgumentException.class, () -> severalLabels(List.of(new ModelClass(null, null))));
    }

    private static ModelManifest severalLabels(List<ModelClass> classes) {
        return new ModelManifest(
                ModelManifest.SCHEMA,
                "lenet",
                Task.MULTI_LABEL,
                List.of("red", "blue"),
                classes,
                32,
                32,
                CropPolicy.SQUASH,
                "r",
                null,
                List.of("probabilities"),
                null,
                Map.of(),
                null);
    }
}
