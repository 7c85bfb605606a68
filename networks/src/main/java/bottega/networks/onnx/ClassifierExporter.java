package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.common.model.ModelManifest;
import bottega.common.model.ModelManifest.Parity;
import bottega.networks.onnx.ClassifierHead.Localised;
import bottega.networks.onnx.ParityCheck.Expected;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a network that classifies pictures as the ONNX file that Bottega serves: input {@value #INPUT} uint8 {@code
 * [N, H, W, 3]}, outputs {@code probabilities [N, C]}, {@code embedding [N, D]} and, where the network ends in global
 * average pooling and a linear layer, {@code class_maps [N, C, h, w]}; the manifest as metadata.
 */
public final class ClassifierExporter {
    public static final String INPUT = "image";
    public static final String PROBABILITIES = "probabilities";
    public static final String EMBEDDING = "embedding";
    public static final String CLASS_MAPS = "class_maps";

    /** Pictures needed to compare: one batch of one, one of three. */
    public static final int PICTURES = 4;

    /** Only in the model that is compared, not in the file. */
    private static final String LOGITS = "logits";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassifierExporter() {}

    /**
     * @param network uint8 {@code [N, H, W, 3]} to logits {@code [N, C]}
     * @param manifest all but {@code outputs} and {@code parity}, which are filled in here
     * @param pictures uint8 {@code [4, H, W, 3]}, as different as can be: on these the file is compared with DJL
     * @param file created; not there afterwards when the export fails
     * @return the manifest as written
     * @throws ExportException when the network cannot be translated, or the file does not compute what DJL does
     */
    public static ModelManifest export(Block network, ModelManifest manifest, NDArray pictures, Path file)
            throws IOException {
        checkInputs(manifest, pictures);
        NDArray single = pictures.get("0:1");
        NDArray several = pictures.get("1:" + PICTURES);
        var traced = TracedGraph.of(network, List.of(INPUT), List.of(single), List.of(several));
        List<String> outputs = addOutputs(traced, manifest);
        OnnxModel plain = OnnxModel.of(traced.graph().build(manifest.network()));

        Parity parity = compare(network, traced, manifest, single, several);
        ModelManifest complete = manifest.withExport(outputs, parity);
        OnnxModel model = plain.withMetadata(ModelManifest.KEY, json(complete));
        model.write(file);
        try {
            compareFile(file, traced, single, several, Deviation.across(logits(network, single, several)));
        } catch (ExportException e) {
            Files.delete(file);
            throw e;
        }
        return complete;
    }

    private static void checkInputs(ModelManifest manifest, NDArray pictures) {
        var expected = new Shape(PICTURES, manifest.inputHeight(), manifest.inputWidth(), 3);
        if (!pictures.getShape().equals(expected) || pictures.getDataType() != DataType.UINT8) {
            throw new ExportException("pictures to compare on: expected uint8 " + expected + ", received "
                    + pictures.getDataType() + " " + pictures.getShape());
        }
    }

    private static List<String> addOutputs(TracedGraph traced, ModelManifest manifest) {
        OnnxGraph graph = traced.graph();
        var head = ClassifierHead.of(traced.traces().first());
        var outputs = new ArrayList<String>();
        long[] shape = graph.shape(head.logits());
        if (shape[1] != manifest.labels().size()) {
            throw new ExportException("the network has " + shape[1] + " outputs, the manifest "
                    + manifest.labels().size() + " labels");
        }
        String softmax =
                graph.node("Softmax", head.logits(), List.of(graph.name(head.logits())), Attributes.integer("axis", 1));
        graph.output(PROBABILITIES, softmax, DataType.FLOAT32, shape);
        outputs.add(PROBABILITIES);
        head.embedding().ifPresent(embedding -> {
            graph.output(EMBEDDING, graph.name(embedding), DataType.FLOAT32, graph.shape(embedding));
            outputs.add(EMBEDDING);
        });
        head.localised().ifPresent(localised -> {
            long[] places = graph.shape(localised.features());
            graph.output(CLASS_MAPS, classMaps(graph, localised), DataType.FLOAT32, new long[] {
                places[0], shape[1], places[2], places[3]
            });
            outputs.add(CLASS_MAPS);
        });
        return outputs;
    }

    /** The head at every place: a 1x1 convolution with the linear layer's weights. */
    private static String classMaps(OnnxGraph graph, Localised localised) {
        TracedValue weight = localised.weight();
        String kernelShape =
                graph.integers(weight, "kernel_shape", kernelShape(weight).getShape());
        String kernel = graph.node("Reshape", weight, List.of(graph.name(weight), kernelShape));
        var inputs = new ArrayList<String>(List.of(graph.name(localised.features()), kernel));
        localised.bias().ifPresent(bias -> inputs.add(graph.name(bias)));
        return graph.node("Conv", weight, inputs, Attributes.integers("kernel_shape", 1, 1));
    }

    private static Shape kernelShape(TracedValue weight) {
        return weight.shape().addAll(new Shape(1, 1));
    }

    /** Logits, embedding and class maps of a model that differs from the file in showing its logits. */
    private static Parity compare(
            Block network, TracedGraph traced, ModelManifest manifest, NDArray single, NDArray several) {
        OnnxGraph graph = traced.graph();
        var head = ClassifierHead.of(traced.traces().first());
        graph.output(LOGITS, graph.name(head.logits()), DataType.FLOAT32, graph.shape(head.logits()));
        byte[] withLogits = OnnxModel.of(graph.build(manifest.network())).toByteArray();

        List<NDArray> logits = logits(network, single, several);
        var parity = new ParityCheck();
        parity.compare(
                withLogits, INPUT, single, expected(traced.traces().first(), new Expected(LOGITS, logits.get(0))));
        parity.compare(
                withLogits, INPUT, several, expected(traced.traces().second(), new Expected(LOGITS, logits.get(1))));
        return parity.requireAgreement(Deviation.across(logits));
    }

    private static void compareFile(Path file, TracedGraph traced, NDArray single, NDArray several, double deviation)
            throws IOException {
        byte[] written = Files.readAllBytes(file);
        var parity = new ParityCheck();
        for (var run : List.of(traced.traces().first(), traced.traces().second())) {
            NDArray logits = ClassifierHead.of(run).logits().array();
            NDArray input = run == traced.traces().first() ? single : several;
            parity.compare(written, INPUT, input, expected(run, new Expected(PROBABILITIES, logits.softmax(1))));
        }
        parity.requireAgreement(deviation);
    }

    /** From plain forward passes, so that the recording itself is held against something. */
    private static List<NDArray> logits(Block network, NDArray single, NDArray several) {
        return List.of(OnnxExporter.run(network, single), OnnxExporter.run(network, several));
    }

    private static List<Expected> expected(Trace trace, Expected answers) {
        var expected = new ArrayList<>(List.of(answers));
        var head = ClassifierHead.of(trace);
        head.embedding().ifPresent(embedding -> expected.add(new Expected(EMBEDDING, embedding.array())));
        head.localised().ifPresent(localised -> expected.add(new Expected(CLASS_MAPS, classMaps(localised))));
        return expected;
    }

    private static NDArray classMaps(Localised localised) {
        NDArray weight = localised.weight().array();
        NDArray kernel = weight.reshape(kernelShape(localised.weight()));
        NDArray features = localised.features().array();
        return features.getNDArrayInternal()
                .convolution(
                        features,
                        kernel,
                        localised.bias().map(TracedValue::array).orElse(null),
                        new Shape(1, 1),
                        new Shape(0, 0),
                        new Shape(1, 1),
                        1)
                .singletonOrThrow();
    }

    private static String json(ModelManifest manifest) {
        try {
            return JSON.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always JSON", e);
        }
    }
}
