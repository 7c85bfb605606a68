package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import bottega.common.model.ModelManifest;
import bottega.common.model.ModelManifest.Parity;
import bottega.common.model.Task;
import bottega.networks.engine.TorchEngine;
import bottega.networks.onnx.ClassifierHead.Localised;
import bottega.networks.onnx.ParityCheck.Expected;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Writes a network that classifies pictures or rows of numbers as the ONNX file that Bottega serves: input {@value #INPUT}
 * uint8 {@code [N, H, W, 3]} or {@value #NUMBERS} float32 {@code [N, columns]}, outputs {@code probabilities [N, C]}
 * (softmax of the logits, or where a picture has several labels their sigmoid), {@code embedding [N, D]} and, where the
 * network ends in global
 * average pooling and a linear layer, {@code class_maps [N, C, h, w]}; the manifest as metadata.
 */
public final class ClassifierExporter {
    public static final String INPUT = "image";

    /** The input's name where the model takes rows of numbers: float32 {@code [N, columns]}. */
    public static final String NUMBERS = "numbers";

    public static final String PROBABILITIES = "probabilities";
    public static final String EMBEDDING = "embedding";
    public static final String CLASS_MAPS = "class_maps";

    /** Examples needed to compare: a batch of one, one of three, and two of these again. */
    public static final int EXAMPLES = 4;

    /** Only in the model that is compared, not in the file. */
    private static final String LOGITS = "logits";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassifierExporter() {}

    /**
     * @param network {@link #INPUT} or {@link #NUMBERS}, as the manifest says, to logits {@code [N, C]}
     * @param manifest all but {@code outputs} and {@code parity}, which are filled in here
     * @param examples four, as different as can be: on these the file is compared with DJL
     * @param file replaced at once; untouched when the export fails
     * @return the manifest as written
     * @throws ExportException when the network cannot be translated, or the file does not compute what DJL does
     */
    public static ModelManifest export(Block network, ModelManifest manifest, NDArray examples, Path file)
            throws IOException {
        checkInputs(manifest, examples);
        OnnxExporter.requireFits(network);
        try (NDManager manager = TorchEngine.newManager()) {
            var runs = TracedRuns.of(
                    network, List.of(FreeAxis.BATCH), inputs(examples, manager), ClassifierExporter::wanted);
            OnnxGraph graph = TracedGraph.of(
                    runs.pair(),
                    List.of(input(manifest)),
                    List.of(),
                    List.copyOf(wanted(runs.first())),
                    Rewrites.of(false));
            List<GraphOutput> outputs = outputs(graph, runs.first(), manifest);

            Parity parity = compareWithLogits(input(manifest), graph, outputs, runs, file);
            ModelManifest complete =
                    manifest.withExport(outputs.stream().map(GraphOutput::name).toList(), parity);
            ModelSource model =
                    graph.build(manifest.network(), outputs).withMetadata(Map.of(ModelManifest.KEY, json(complete)));
            NewFile.write(file, part -> {
                model.write(part);
                compare(part, input(manifest), runs, (all, run) -> probabilities(all, run, manifest.task()))
                        .requireAgreement(parity.deviation());
            });
            return complete;
        }
    }

    private static String input(ModelManifest manifest) {
        return manifest.takesNumbers() ? NUMBERS : INPUT;
    }

    /** Batches of 1, 3 and 2 examples. */
    private static List<List<NDArray>> inputs(NDArray examples, NDManager manager) {
        return Stream.of("0:1", "1:4", "1:3")
                .map(range -> {
                    NDArray batch = examples.get(range).duplicate();
                    batch.attach(manager);
                    return List.of(batch);
                })
                .toList();
    }

    private static List<TracedValue> wanted(Trace trace) {
        var head = ClassifierHead.of(trace);
        var wanted = new ArrayList<>(List.of(head.logits()));
        head.embedding().ifPresent(wanted::add);
        head.localised().ifPresent(localised -> wanted.add(localised.features()));
        return wanted;
    }

    private static void checkInputs(ModelManifest manifest, NDArray examples) {
        var shape = manifest.takesNumbers()
                ? new Shape(EXAMPLES, manifest.columns().size())
                : new Shape(EXAMPLES, manifest.inputHeight(), manifest.inputWidth(), 3);
        DataType type = manifest.takesNumbers() ? DataType.FLOAT32 : DataType.UINT8;
        if (!examples.getShape().equals(shape) || examples.getDataType() != type) {
            throw new ExportException("examples to compare on: expected " + type + " " + shape + ", received "
                    + examples.getDataType() + " " + examples.getShape());
        }
    }

    private static List<GraphOutput> outputs(OnnxGraph graph, Trace trace, ModelManifest manifest) {
        var head = ClassifierHead.of(trace);
        var outputs = new ArrayList<GraphOutput>();
        long classes = head.logits().shape().get(1);
        if (classes != manifest.labels().size()) {
            throw new ExportException("the network has " + classes + " outputs, the manifest "
                    + manifest.labels().size() + " labels");
        }
        outputs.add(new GraphOutput(
                PROBABILITIES,
                probabilities(graph, head.logits(), manifest.task()),
                DataType.FLOAT32,
                graph.traces().dimensionNames(head.logits())));
        head.embedding().ifPresent(embedding -> outputs.add(GraphOutput.of(EMBEDDING, embedding, graph)));
        head.localised().ifPresent(localised -> {
            var places = new ArrayList<>(graph.traces().dimensionNames(localised.features()));
            places.set(1, Long.toString(classes));
            outputs.add(new GraphOutput(CLASS_MAPS, classMaps(graph, localised), DataType.FLOAT32, places));
        });
        return outputs;
    }

    private static String probabilities(OnnxGraph graph, TracedValue logits, Task task) {
        List<String> input = List.of(graph.name(logits));
        return switch (task) {
            case SINGLE_LABEL -> graph.node("Softmax", logits, input, Attributes.integer("axis", 1));
            case MULTI_LABEL -> graph.node("Sigmoid", logits, input);
        };
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
    private static Parity compareWithLogits(
            String input, OnnxGraph graph, List<GraphOutput> outputs, TracedRuns runs, Path file) throws IOException {
        var withLogits = new ArrayList<>(outputs);
        withLogits.add(GraphOutput.of(LOGITS, ClassifierHead.of(runs.first()).logits(), graph));
        ModelSource model = graph.build(LOGITS, withLogits);
        var parity = new ArrayList<Parity>();
        NewFile.temporary(file, part -> {
            model.write(part);
            ParityCheck check = compare(part, input, runs, ClassifierExporter::logits);
            parity.add(check.requireAgreement(check.deviation(LOGITS)));
        });
        return parity.getFirst();
    }

    private static ParityCheck compare(
            Path file, String input, TracedRuns runs, BiFunction<TracedRuns, Integer, Expected> answers) {
        var parity = new ParityCheck();
        try (var model = RuntimeModel.open(file)) {
            for (int run = 0; run < runs.traces().size(); run++) {
                var expected = new ArrayList<>(List.of(answers.apply(runs, run)));
                var head = ClassifierHead.of(runs.traces().get(run));
                head.embedding().ifPresent(embedding -> expected.add(new Expected(EMBEDDING, embedding.array())));
                head.localised().ifPresent(localised -> expected.add(new Expected(CLASS_MAPS, classMaps(localised))));
                parity.compare(model, Map.of(input, runs.inputs().get(run).getFirst()), expected);
            }
        }
        return parity;
    }

    private static Expected logits(TracedRuns runs, int run) {
        NDArray logits = run == 0
                ? runs.plain().getFirst()
                : ClassifierHead.of(runs.traces().get(run)).logits().array();
        return new Expected(LOGITS, logits);
    }

    private static Expected probabilities(TracedRuns runs, int run, Task task) {
        NDArray logits = logits(runs, run).array();
        return new Expected(
                PROBABILITIES,
                switch (task) {
                    case SINGLE_LABEL -> logits.softmax(1);
                    case MULTI_LABEL -> Activation.sigmoid(logits);
                });
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
