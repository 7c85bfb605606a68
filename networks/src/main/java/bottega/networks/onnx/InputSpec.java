package bottega.networks.onnx;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * An input of the file.
 *
 * @param name in the file
 * @param type of its elements
 * @param shape of one example, without the batch axis, which always stays free; -1 for a dimension that is to stay free
 *     too: {@code (3, -1, -1)} for colour pictures of any height and width. The first free dimension of every input is
 *     one and the same in the file, {@code H}, and so is the second, {@code W}.
 * @param examples what to compare on
 */
public record InputSpec(String name, DataType type, Shape shape, Examples examples) {
    public InputSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an input needs a name, received a blank one");
        }
        long free = 0;
        for (long dimension : shape.getShape()) {
            if (dimension < -1 || dimension == 0) {
                throw new IllegalArgumentException(
                        "input '" + name + "': expected positive dimensions and -1 for free ones, received " + shape);
            }
            free += dimension == -1 ? 1 : 0;
        }
        if (free > 2) {
            throw new IllegalArgumentException(
                    "input '" + name + "': expected at most two free dimensions, received " + shape);
        }
    }

    /** A float32 input. */
    public static InputSpec of(String name, Shape shape) {
        return new InputSpec(name, DataType.FLOAT32, shape, Examples.normal());
    }

    /** Of any type; whole numbers are compared on 0 and 1, bytes on 0 to 255, if no other examples are given. */
    public static InputSpec of(String name, DataType type, Shape shape) {
        Examples examples =
                switch (type) {
                    case UINT8 -> Examples.wholeNumbers(0, 256);
                    case INT8, INT16, INT32, INT64, BOOLEAN -> Examples.wholeNumbers(0, 2);
                    default -> Examples.normal();
                };
        return new InputSpec(name, type, shape, examples);
    }

    public InputSpec withExamples(Examples newExamples) {
        return new InputSpec(name, type, shape, newExamples);
    }

    /** With the batch axis, in run {@code run}. */
    Shape shape(int run) {
        long[] sizes = new long[shape.dimension() + 1];
        sizes[0] = FreeAxis.BATCH.size(run);
        FreeAxis next = FreeAxis.HEIGHT;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = shape.get(i - 1);
            if (sizes[i] == -1) {
                sizes[i] = next.size(run);
                next = FreeAxis.WIDTH;
            }
        }
        return new Shape(sizes);
    }

    long freeAxes() {
        long free = 0;
        for (long dimension : shape.getShape()) {
            free += dimension == -1 ? 1 : 0;
        }
        return free;
    }
}
