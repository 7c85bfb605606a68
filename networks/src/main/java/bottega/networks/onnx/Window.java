package bottega.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A pooling window on its way over a map; all arrays one element for each axis.
 *
 * @param padding on either side
 * @param before the map's sizes, {@link TracePair#DYNAMIC} where they are free
 * @param after the sizes that the engine pooled to
 * @param ceiling whether a last window may hang over the padded edge; it never begins beyond the map and the padding
 *     before it
 */
record Window(long[] kernel, long[] stride, long[] padding, long[] before, long[] after, boolean ceiling) {
    /** Whether the sizes are free, and a window might begin beyond the edge, which PyTorch drops and others may not. */
    boolean isAmbiguous() {
        return ceiling && isFree() && axes().anyMatch(i -> stride[i] + padding[i] > kernel[i]);
    }

    private boolean isFree() {
        return axes().anyMatch(i -> before[i] == TracePair.DYNAMIC || after[i] == TracePair.DYNAMIC);
    }

    boolean isPadded() {
        return axes().anyMatch(i -> padding[i] > 0);
    }

    boolean mayHangOver() {
        return ceiling && (isFree() || axes().anyMatch(i -> needed(i) > padding[i]));
    }

    /** How far behind the map the last window ends, negative if before its end. */
    private long needed(int axis) {
        return (after[axis] - 1) * stride[axis] + kernel[axis] - before[axis] - padding[axis];
    }

    private IntStream axes() {
        return IntStream.range(0, kernel.length);
    }

    /** The same way over a map that the padding has become part of. */
    Window withinPadding() {
        long[] padded = before.clone();
        Arrays.setAll(padded, i -> before[i] == TracePair.DYNAMIC ? TracePair.DYNAMIC : before[i] + 2 * padding[i]);
        return new Window(kernel, stride, new long[padding.length], padded, after, ceiling);
    }

    AttributeProto[] attributes() {
        long[] pads = new long[2 * kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            pads[i] = padding[i];
            pads[kernel.length + i] = ceiling && !isFree() ? Math.max(0, needed(i)) : padding[i];
        }
        return new AttributeProto[] {
            Attributes.integers("kernel_shape", kernel),
            Attributes.integers("strides", stride),
            Attributes.integers("pads", pads),
            Attributes.flag("ceil_mode", ceiling && isFree())
        };
    }

    AttributeProto[] with(AttributeProto attribute) {
        return Stream.concat(Arrays.stream(attributes()), Stream.of(attribute)).toArray(AttributeProto[]::new);
    }
}
