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
    static final String NUMBERS = "numbers";
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
        if (manifest.takesNumbers()) {
            checkInput(manifest, NUMBERS, Datatype.FP32, inputs);
        } else {
            checkSize(manifest);
            checkInput(manifest, IMAGE, Datatype.UINT8, inputs);
        }
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

    private static void checkSize(ModelManifest manifest) throws ModelLoadException {
        Integer width = manifest.inputWidth();
        Integer height = manifest.inputHeight();
        if (width == null || height == null || width < 1 || height < 1 || manifest.cropPolicy() == null) {
            throw wrong(
                    "a size of at least 1x1 and a crop policy", width + "x" + height + ", " + manifest.cropPolicy());
        }
    }

    private static void checkInput(
            ModelManifest manifest, String name, Datatype datatype, Map<String, TensorSpec> inputs)
            throws ModelLoadException {
        List<Long> one = inputShape(manifest);
        TensorSpec input = inputs.get(name);
        if (inputs.size() != 1 || input == null || input.datatype() != datatype || !input.accepts(one)) {
            throw wrong("one input `" + name + "` " + datatype + " that accepts " + one, "inputs " + inputs.values());
        }
    }

    /** Of a batch of one. */
    static List<Long> inputShape(ModelManifest manifest) {
        return manifest.takesNumbers()
                ? List.of(1L, (long) manifest.columns().size())
                : List.of(1L, (long) manifest.inputHeight(), (long) manifest.inputWidth(), 3L);
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
