package bottega.inference.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.inference.Classification;
import bottega.common.inference.Classification.Prediction;
import bottega.common.inference.Datatype;
import bottega.common.model.ModelClass;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.common.model.Task;
import bottega.common.problem.Problem;
import bottega.inference.admission.ComputeGate;
import bottega.inference.engine.InputTensors;
import bottega.inference.engine.OnnxEngine;
import bottega.inference.engine.OnnxModel;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** From a picture file to labels. */
@Singleton
class Classifier {
    private static final String IMAGE = "image";
    private static final String PROBABILITIES = "probabilities";
    private static final float THRESHOLD = 0.5f;

    private final OnnxEngine engine;
    private final ComputeGate gate;
    private final ImageDecoder decoder;

    Classifier(OnnxEngine engine, ComputeGate gate, ImageDecoder decoder) {
        this.engine = engine;
        this.gate = gate;
        this.decoder = decoder;
    }

    /**
     * What classification needs to know about a model.
     *
     * @throws bottega.common.problem.ProblemException 422 when the model does not say it
     */
    static ModelManifest manifest(OnnxModel model) {
        ModelManifest manifest = model.manifest()
                .orElseThrow(() -> Problem.of(
                                422,
                                "not-a-classifier",
                                "Not a classifier",
                                "The model " + model.name()
                                        + " does not say what its labels are and how a picture becomes its input.")
                        .expected("a metadata entry " + ModelManifest.KEY + " in the ONNX file")
                        .received("none")
                        .remedy("Send tensors to /v2/models/" + model.name()
                                + "/infer, or publish a model with a manifest.")
                        .exception());
        if (!model.outputs().containsKey(PROBABILITIES)) {
            throw Problem.of(422, "not-a-classifier", "Not a classifier", "The model gives no probabilities.")
                    .expected("an output " + PROBABILITIES)
                    .received("outputs " + model.outputs().keySet())
                    .exception();
        }
        if (manifest.takesNumbers()) {
            List<String> columns =
                    manifest.columns().stream().map(ModelColumn::name).toList();
            throw Problem.of(
                            422,
                            "takes-numbers",
                            "Takes numbers",
                            "The model " + model.name() + " takes rows of numbers, not pictures.")
                    .expected("rows of " + columns.size() + " numbers: " + String.join(", ", columns))
                    .received("a picture")
                    .remedy("POST /v2/models/" + model.name() + "/infer with the input `numbers`, FP32 of shape [rows, "
                            + columns.size() + "].")
                    .exception();
        }
        return manifest;
    }

    /**
     * @param started {@link System#nanoTime} when the request came in
     * @param top predictions wanted; a model with fewer labels gives all it has
     * @param threshold probability from which on a label counts as borne; null for {@value #THRESHOLD}
     * @throws bottega.common.problem.ProblemException 400 when a threshold is given to a model of one label a picture
     */
    Classification classify(OnnxModel model, byte[] file, int top, Float threshold, long started) {
        ModelManifest manifest = manifest(model);
        Float least = threshold(manifest.task(), threshold);
        long decoding = System.nanoTime();
        RgbImage picture = decoder.decode(file);
        long preparing = System.nanoTime();
        RgbImage input = new ImagePreparation(manifest.cropPolicy(), manifest.inputWidth(), manifest.inputHeight())
                .apply(picture);
        long inferring = System.nanoTime();
        List<Prediction> ranked = ranked(manifest, infer(model, input));
        long done = System.nanoTime();
        return new Classification(
                model.name(),
                model.version(),
                ranked.stream().limit(top).toList(),
                least == null
                        ? null
                        : ranked.stream()
                                .takeWhile(each -> each.probability() >= least)
                                .toList(),
                least == null ? null : Double.valueOf(least.toString()),
                millis(preparing - decoding),
                millis(inferring - preparing),
                millis(done - inferring),
                millis(done - started));
    }

    private float[] infer(OnnxModel model, RgbImage picture) {
        List<Long> shape = List.of(1L, (long) picture.height(), (long) picture.width(), 3L);
        try (InputTensors tensors = engine.tensors()) {
            tensors.add(
                    IMAGE,
                    Datatype.UINT8,
                    shape,
                    tensors.allocate(picture.rgb().length).put(picture.rgb()));
            try (ComputeGate.Place _ = gate.enter();
                    OrtSession.Result result = model.run(tensors, Set.of(PROBABILITIES))) {
                OnnxTensor output = (OnnxTensor) result.get(0);
                return output.getFloatBuffer().array();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(model + " failed on a picture of its own size", e);
        }
    }

    /** Null where a picture has one label: the most probable one, however improbable. */
    private static Float threshold(Task task, Float asked) {
        return switch (task) {
            case MULTI_LABEL -> asked == null ? THRESHOLD : asked;
            case SINGLE_LABEL -> {
                if (asked != null) {
                    throw Problem.of(
                                    400,
                                    "no-threshold",
                                    "No threshold",
                                    "This model says which one of its labels a picture has; there is none to be over a threshold.")
                            .at("threshold")
                            .expected("no threshold, or a model whose task is " + Task.MULTI_LABEL.publicName())
                            .received(asked)
                            .remedy("Leave it out; the first prediction is the answer.")
                            .exception();
                }
                yield null;
            }
        };
    }

    /** All labels, most probable first. */
    private static List<Prediction> ranked(ModelManifest manifest, float[] probabilities) {
        List<String> labels = manifest.labels();
        if (probabilities.length != labels.size()) {
            throw new IllegalStateException(
                    "expected " + labels.size() + " probabilities, received " + probabilities.length);
        }
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw new IllegalStateException("expected finite probabilities, received " + probability);
            }
        }
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> -probabilities[index]))
                .map(index -> prediction(manifest, index, probabilities[index]))
                .toList();
    }

    private static Prediction prediction(ModelManifest manifest, int index, float probability) {
        String label = manifest.labels().get(index);
        if (manifest.classes() == null) {
            return new Prediction(label, probability, null, null);
        }
        ModelClass known = manifest.classes().get(index);
        return new Prediction(label, probability, known.uri(), known.labels());
    }

    /** To the microsecond. */
    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
