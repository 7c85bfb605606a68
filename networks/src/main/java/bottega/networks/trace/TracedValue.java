package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** One array of the computation, in single-assignment form: it is produced once and never changes. */
public final class TracedValue {
    private final int id;
    private final Origin origin;
    private final Shape shape;
    private final DataType dataType;
    private final Class<?> arrayClass;
    private final Class<?> extendedClass;
    private NDArray array;

    TracedValue(int id, Origin origin, NDArray array) {
        this.id = id;
        this.origin = origin;
        this.shape = array.getShape();
        this.dataType = array.getDataType();
        this.arrayClass = array.getClass();
        this.extendedClass = array.getNDArrayInternal().getClass();
        this.array = array;
    }

    /** The position among all values of its trace; the same in a second trace of the same computation. */
    public int id() {
        return id;
    }

    public Origin origin() {
        return origin;
    }

    public Shape shape() {
        return shape;
    }

    public DataType dataType() {
        return dataType;
    }

    /**
     * What the engine computed during the trace; lives as long as the manager of the trace's inputs.
     *
     * @throws TraceException when the array was let go, because an earlier trace had no use for it any more
     */
    public NDArray array() {
        if (array == null) {
            throw new TraceException("the block computes other things in a second trace: " + this
                    + " was not used any more at this place in the first");
        }
        return array;
    }

    /** The engine's implementation of {@code NDArray}. */
    Class<?> arrayClass() {
        return arrayClass;
    }

    /** The engine's implementation of {@code NDArrayEx}. */
    Class<?> extendedClass() {
        return extendedClass;
    }

    boolean isReleased() {
        return array == null;
    }

    void release() {
        array = null;
    }

    @Override
    public String toString() {
        return "%" + id + ":" + dataType() + shape();
    }

    /** Where a value comes from. */
    public sealed interface Origin {
        /** The {@code index}-th array handed to the block. */
        record Input(int index) implements Origin {}

        /** A parameter, by its path in the block tree ({@code 03Linear_weight}). */
        record Parameter(String name) implements Origin {}

        /** An array that the block made or held itself, not from its inputs. */
        record Constant() implements Origin {}

        /** The {@code index}-th array that {@code operation} gave. */
        record Result(Operation operation, int index) implements Origin {}
    }
}
