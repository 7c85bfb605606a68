package bottega.inference.engine;

import bottega.common.inference.Datatype;
import bottega.common.model.ModelManifest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Reads {@link ModelManifest#KEY} and holds it against the graph: a manifest that lies would give wrong labels. */
final class Manifests {
    static final String IMAGE = "image";
    static final String PROBABILITIES = "probabilities";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // later additions to the same schema
            .build();

    private Manifests() {}

    static ModelManifest read(String json, Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs)
            throws ModelLoadException {
        ModelManifest manifest = parse(json);
        if (manifest.schema() != ModelManifest.SCHEMA) {
            throw wrong("schema " + ModelManifest.SCHEMA, "schema " + manifest.schema());
        }
        if (manifest.inputWidth() < 1 || manifest.inputHeight() < 1 || manifest.cropPolicy() == null) {
            throw wrong(
                    "a size of at least 1x1 and a crop policy",
                    manifest.inputWidth() + "x" + manifest.inputHeight() + ", " + manifest.cropPolicy());
        }
        checkInput(manifest, inputs);
        checkProbabilities(manifest, outputs);
        for (String output : manifest.outputs()) {
            if (!outputs.containsKey(output)) {
                throw wrong("an output `" + output + "`", "outputs " + outputs.keySet());
            }
        }
        return manifest;
    }

    private static ModelManifest parse(String json) throws ModelLoadException {
        try {
            return JSON.readValue(json, ModelManifest.class);
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(
                    "its " + ModelManifest.KEY + " cannot be read: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static void checkInput(ModelManifest manifest, Map<String, TensorSpec> inputs) throws ModelLoadException {
        List<Long> picture = List.of(1L, (long) manifest.inputHeight(), (long) manifest.inputWidth(), 3L);
        TensorSpec image = inputs.get(IMAGE);
        if (inputs.size() != 1 || image == null || image.datatype() != Datatype.UINT8 || !image.accepts(picture)) {
            throw wrong("one input `image` UINT8 that accepts " + picture, "inputs " + inputs.values());
        }
    }

    private static void checkProbabilities(ModelManifest manifest, Map<String, TensorSpec> outputs)
            throws ModelLoadException {
        TensorSpec probabilities = outputs.get(PROBABILITIES);
        List<Long> row = List.of(1L, (long) manifest.labels().size());
        if (manifest.outputs().contains(PROBABILITIES)
                && probabilities != null
                && (probabilities.datatype() != Datatype.FP32 || !probabilities.accepts(row))) {
            throw wrong("an output `probabilities` FP32 that fits " + row, probabilities.toString());
        }
    }

    private static ModelLoadException wrong(String promised, String found) {
        return new ModelLoadException(
                "its " + ModelManifest.KEY + " does not fit the graph: expected " + promised + ", received " + found);
    }
}
