package bottega.networks.onnx;

import bottega.networks.trace.TracedValue;
import java.util.List;

/** A dimension, or a number made of dimensions, at any size of the inputs. */
sealed interface Size {
    /** Not changed by the inputs. */
    record Fixed(long value) implements Size {}

    /**
     * {@code numerator x product of the dimensions / denominator}; one of the two numbers is 1.
     *
     * @param dimensions at least one
     */
    record Product(long numerator, long denominator, List<Dimension> dimensions) implements Size {}

    /** One dimension of an array that the graph has. */
    record Dimension(TracedValue value, int axis) {}
}
