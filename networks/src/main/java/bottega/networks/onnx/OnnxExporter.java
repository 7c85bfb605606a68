package bottega.networks.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import bottega.networks.engine.TorchEngine;
import bottega.networks.onnx.ParityCheck.Expected;
import bottega.networks.trace.Trace;
import bottega.networks.trace.TracedValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns any DJL block into an ONNX file with a dynamic batch axis, and holds ONNX Runtime against DJL on it before the
 * file counts as written: at three sizes, of which the last took no part in deriving the file.
 *
 * <pre>{@code
 * OnnxExporter.export(block, ExportOptions.input("data", new Shape(3, 224, 224)).output("logits"), Path.of("model.onnx"));
 * }</pre>
 */
public final class OnnxExporter {
    private static final int RUNS = 3;

    private OnnxExporter() {}

    /**
     * @param block initialised
     * @param file replaced at once when the export succeeds, untouched when it fails
     * @throws ExportException when an operation has no translation, when the block does something else at another size
     *     of its inputs, when the model is too large for a file, or when ONNX Runtime and DJL do not agree
     * @throws bottega.networks.trace.TraceException when the block does what a trace cannot keep
     */
    public static ExportReport export(Block block, ExportOptions options, Path file) throws IOException {
        requireFits(block);
        try (NDManager manager = TorchEngine.newManager()) {
            var runs =
                    TracedRuns.of(block, options.freeAxes(), inputs(options, manager), trace -> wanted(trace, options));
            ModelSource model = model(block, options, runs);
            var report = new ArrayList<ExportReport>();
            NewFile.write(file, part -> {
                model.write(part);
                report.add(check(part, options, runs, model.opset()));
            });
            return report.getFirst();
        }
    }

    /** The same in memory. */
    public static OnnxModel export(Block block, ExportOptions options) {
        try {
            Path folder = Files.createTempDirectory("export");
            Path file = folder.resolve("model.onnx");
            try {
                export(block, options, file);
                return new OnnxModel(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A block with one float32 input and one output.
     *
     * @param inputShape of one example, see {@link InputSpec}
     */
    public static OnnxModel export(Block block, String inputName, Shape inputShape, String outputName) {
        return export(block, ExportOptions.input(inputName, inputShape).output(outputName));
    }

    /** A plain forward pass, nothing recorded. */
    static NDArray run(Block block, NDArray input) {
        return TracedRuns.run(block, List.of(input)).getFirst();
    }

    /** @throws ExportException when the parameters alone are more than a file can hold; nothing is allocated before */
    static void requireFits(Block block) {
        long bytes = 0;
        for (Pair<String, Parameter> entry : block.getParameters()) {
            Parameter parameter = entry.getValue();
            if (parameter.isInitialized()) {
                NDArray array = parameter.getArray();
                bytes += array.size() * array.getDataType().getNumOfBytes();
            }
        }
        ModelSource.requireFits(bytes);
    }

    private static List<List<NDArray>> inputs(ExportOptions options, NDManager manager) {
        return IntStream.range(0, RUNS)
                .mapToObj(run -> options.inputs().stream()
                        .map(input -> example(input, run, manager))
                        .toList())
                .toList();
    }

    private static NDArray example(InputSpec input, int run, NDManager manager) {
        Shape shape = input.shape(run);
        NDArray example = input.examples().create(manager, input.type(), shape);
        if (!example.getShape().equals(shape) || example.getDataType() != input.type()) {
            throw new ExportException("examples of input '" + input.name() + "': expected " + input.type() + shape
                    + ", received " + example.getDataType() + example.getShape());
        }
        return example;
    }

    private static List<TracedValue> wanted(Trace trace, ExportOptions options) {
        var wanted = new ArrayList<>(trace.outputs());
        for (String tap : options.taps()) {
            TracedValue tapped = trace.taps().get(tap);
            if (tapped == null) {
                throw new ExportException("the block has no tap '" + tap + "'; it has "
                        + trace.taps().keySet());
            }
            wanted.add(tapped);
        }
        return wanted;
    }

    private static List<String> outputNames(Trace trace, ExportOptions options) {
        int returned = trace.outputs().size();
        var names = new ArrayList<>(options.outputs());
        if (names.isEmpty()) {
            IntStream.range(0, returned).forEach(i -> names.add(returned == 1 ? "output" : "output_" + i));
        }
        if (names.size() != returned) {
            throw new ExportException("the block returns " + returned + " arrays, the names of outputs are " + names);
        }
        names.addAll(options.taps());
        if (new HashSet<>(names).size() != names.size()) {
            throw new ExportException("two outputs have the same name: " + names);
        }
        return names;
    }

    private static ModelSource model(Block block, ExportOptions options, TracedRuns runs) {
        List<String> names = outputNames(runs.first(), options);
        List<TracedValue> wanted = wanted(runs.first(), options);
        OnnxGraph graph = TracedGraph.of(
                runs.pair(), options.inputNames(), names, wanted, Rewrites.of(options.foldsBatchNorms()));
        var outputs = new ArrayList<GraphOutput>();
        for (int i = 0; i < names.size(); i++) {
            outputs.add(GraphOutput.of(names.get(i), wanted.get(i), graph));
        }
        return graph.build(block.getClass().getSimpleName(), outputs).withMetadata(options.metadata());
    }

    private static ExportReport check(Path file, ExportOptions options, TracedRuns runs, int opset) throws IOException {
        var parity = new ParityCheck();
        try (var model = RuntimeModel.open(file)) {
            for (int run = 0; run < RUNS; run++) {
                parity.compare(model, named(options, runs.inputs().get(run)), expected(options, runs, run));
            }
        }
        parity.agreements().forEach(OutputAgreement::require);
        return new ExportReport(opset, Files.size(file), parity.batchSizes(), parity.agreements());
    }

    private static Map<String, NDArray> named(ExportOptions options, List<NDArray> inputs) {
        var named = new LinkedHashMap<String, NDArray>();
        for (int i = 0; i < inputs.size(); i++) {
            named.put(options.inputNames().get(i), inputs.get(i));
        }
        return named;
    }

    private static List<Expected> expected(ExportOptions options, TracedRuns runs, int run) {
        Trace trace = runs.traces().get(run);
        List<String> names = outputNames(trace, options);
        List<TracedValue> wanted = wanted(trace, options);
        var expected = new ArrayList<Expected>();
        for (int i = 0; i < names.size(); i++) {
            boolean plain = run == 0 && i < runs.plain().size();
            expected.add(new Expected(
                    names.get(i), plain ? runs.plain().get(i) : wanted.get(i).array()));
        }
        return expected;
    }
}
