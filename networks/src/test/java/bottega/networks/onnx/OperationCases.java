package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import bottega.networks.engine.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every operation, exported and held against DJL at several batch sizes by the exporter itself, which throws when shape,
 * type or a value differs, and when the outputs hardly differ between inputs. Inputs are drawn from a normal
 * distribution: signs differ, nothing is a whole number, no two are equal.
 */
final class OperationCases {
    static final Shape ROWS = new Shape(3, 5);
    private static final Shape MAPS = new Shape(4, 9, 11);

    private final List<Case> cases = new ArrayList<>();

    /** @param shape of the input, without the batch axis */
    record Case(String name, Shape shape, UnaryOperator<NDArray> function) {
        void requireAgreement() {
            TorchEngine.get().setRandomSeed(3);
            try (NDManager manager = TorchEngine.newManager()) {
                Block block = new SequentialBlock()
                        .add(new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow()))));
                block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(shape));
                assertDoesNotThrow(() -> OnnxExporter.export(block, "data", shape, "result"), name);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    void rows(String name, UnaryOperator<NDArray> function) {
        add(name, ROWS, function);
    }

    void maps(String name, UnaryOperator<NDArray> function) {
        add(name, MAPS, function);
    }

    void add(String name, Shape shape, UnaryOperator<NDArray> function) {
        cases.add(new Case(name, shape, function));
    }

    Stream<Case> stream() {
        return cases.stream();
    }

    static NDArray integers(NDArray x, DataType type) {
        return x.mul(10).toType(type, false);
    }

    /** 0 to some tens. */
    static NDArray counts(NDArray x, DataType type) {
        return x.abs().mul(10).toType(type, false);
    }

    static NDArray positive(NDArray x) {
        return x.abs().add(0.5);
    }

    static NDArray row(NDArray x) {
        return x.getManager().create(new float[] {-2, 3, 0.5f, -1.5f, 4});
    }
}
