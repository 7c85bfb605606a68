package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a file is to look like.
 *
 * <pre>{@code
 * ExportOptions.input("image", new Shape(3, -1, -1)).output("logits").tap("embedding").foldBatchNorms()
 * }</pre>
 *
 * @param inputs in the order in which the block takes them
 * @param outputs names of what the block returns, in its order; {@code output}, or {@code output_0}, {@code output_1}
 *     and so on, where none is given
 * @param taps names of {@link bottega.networks.tap.Tap}s whose activations are to be outputs too, under their names
 * @param foldsBatchNorms whether a batch normalisation becomes part of the convolution or linear layer before it, where
 *     nothing else reads that layer; the layer's parameters then keep their names and not their values
 * @param metadata entries of the file, by key
 */
public record ExportOptions(
        List<InputSpec> inputs,
        List<String> outputs,
        List<String> taps,
        boolean foldsBatchNorms,
        SequencedMap<String, String> metadata) {
    public ExportOptions {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        taps = List.copyOf(taps);
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    }

    /** One float32 input; see {@link InputSpec} for the shape. */
    public static ExportOptions input(String name, Shape shape) {
        return input(InputSpec.of(name, shape));
    }

    public static ExportOptions input(InputSpec input) {
        return new ExportOptions(List.of(input), List.of(), List.of(), false, new LinkedHashMap<>());
    }

    /** One more input, which the block takes after those before. */
    public ExportOptions andInput(InputSpec input) {
        return new ExportOptions(and(inputs, input), outputs, taps, foldsBatchNorms, metadata);
    }

    public ExportOptions andInput(String name, DataType type, Shape shape) {
        return andInput(InputSpec.of(name, type, shape));
    }

    /** The name of the block's next output. */
    public ExportOptions output(String name) {
        return new ExportOptions(inputs, and(outputs, name), taps, foldsBatchNorms, metadata);
    }

    /** One more output, what passes through the tap of that name. */
    public ExportOptions tap(String name) {
        return new ExportOptions(inputs, outputs, and(taps, name), foldsBatchNorms, metadata);
    }

    public ExportOptions foldBatchNorms() {
        return new ExportOptions(inputs, outputs, taps, true, metadata);
    }

    public ExportOptions metadata(String key, String value) {
        var entries = new LinkedHashMap<>(metadata);
        entries.put(key, value);
        return new ExportOptions(inputs, outputs, taps, foldsBatchNorms, entries);
    }

    private static <T> List<T> and(List<T> list, T element) {
        var longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    List<String> inputNames() {
        return inputs.stream().map(InputSpec::name).toList();
    }

    /** The batch axis, and height and width where an input leaves them free. */
    List<FreeAxis> freeAxes() {
        long most = inputs.stream().mapToLong(InputSpec::freeAxes).max().orElse(0);
        var axes = new ArrayList<FreeAxis>();
        axes.add(FreeAxis.BATCH);
        if (most > 0) {
            axes.add(FreeAxis.HEIGHT);
        }
        if (most > 1) {
            axes.add(FreeAxis.WIDTH);
        }
        return axes;
    }
}
