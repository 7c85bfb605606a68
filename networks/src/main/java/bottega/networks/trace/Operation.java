package bottega.networks.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One call that a block made on an array.
 *
 * @param name the method of {@code NDArray} or {@code NDArrayEx} ({@code convolution}); a method that writes in place
 *     ({@code addi}) stands here as the one that does not ({@code add})
 * @param arguments first the array it was called on, then what was passed: a {@link TracedValue} for an array, a list
 *     of them for an {@code NDList}, null, and the plain values (numbers, booleans, {@code Shape}, {@code int[]},
 *     {@code long[]}, {@code DataType}) as they are; {@code get} has an {@link Index} and the list of its arrays
 * @param calledAt where: the caller and those around it, innermost first, the block's path, and the parameter that was
 *     asked for last
 */
public record Operation(String name, List<Object> arguments, String calledAt) {
    public Operation {
        // Not List.copyOf: a missing bias is a null argument.
        arguments = Collections.unmodifiableList(arguments);
    }

    public TracedValue receiver() {
        return array(0);
    }

    /** @throws ClassCastException when argument {@code index} is no array */
    public TracedValue array(int index) {
        return (TracedValue) Objects.requireNonNull(arguments.get(index), () -> "argument " + index + " of " + this);
    }

    /** All arrays among the arguments, those in lists too. */
    public List<TracedValue> arrays() {
        var arrays = new ArrayList<TracedValue>();
        for (Object argument : arguments) {
            if (argument instanceof TracedValue value) {
                arrays.add(value);
            } else if (argument instanceof List<?> list) {
                list.forEach(element -> arrays.add((TracedValue) element));
            }
        }
        return arrays;
    }

    /** Whether argument {@code index} was passed as null, as an absent bias is. */
    public boolean isAbsent(int index) {
        return arguments.get(index) == null;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name + arguments.stream().map(Operation::describe).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String describe(Object argument) {
        return switch (argument) {
            case int[] ints -> Arrays.toString(ints);
            case long[] longs -> Arrays.toString(longs);
            case null -> "none";
            default -> argument.toString();
        };
    }
}
