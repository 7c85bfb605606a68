package bottega.networks.layer;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Shapes {@code [N, C, H, W]} or {@code [N, C]}.
 *
 * @param visitor told of each block and the shapes of its inputs before its output's shape is asked for
 */
record ShapeFlow(BiConsumer<Block, Shape[]> visitor) implements Flow<Shape> {
    @Override
    public Shape through(Block block, Shape input) {
        return shapeAfter(block, input);
    }

    @Override
    public Shape through(BinaryModule block, Shape first, Shape second) {
        return shapeAfter(block, first, second);
    }

    private Shape shapeAfter(Block block, Shape... inputs) {
        Shape output;
        try {
            visitor.accept(block, inputs);
            output = block.getOutputShapes(inputs)[0];
        } catch (EngineException e) {
            // A pooling asks the engine for its shape.
            throw new IllegalArgumentException(
                    block.getClass().getSimpleName() + " does not take " + List.of(inputs) + ": " + e.getMessage(), e);
        }
        for (long dimension : output.getShape()) {
            if (dimension < 1) {
                throw new IllegalArgumentException("the input is too small: nothing is left of " + List.of(inputs)
                        + " after " + block.getClass().getSimpleName());
            }
        }
        return output;
    }

    @Override
    public Shape sum(Shape one, Shape other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("a sum needs equal shapes, received " + one + " and " + other);
        }
        return one;
    }

    @Override
    public Shape product(Shape one, Shape other) {
        return one;
    }

    @Override
    public Shape concatenate(List<Shape> parts) {
        long[] dimensions = parts.getFirst().getShape().clone();
        dimensions[1] = 0;
        for (Shape part : parts) {
            if (!part.slice(2).equals(parts.getFirst().slice(2))) {
                throw new IllegalArgumentException(
                        "channels can be put together where heights and widths agree, received " + parts);
            }
            dimensions[1] += part.get(1);
        }
        return new Shape(dimensions);
    }
}
