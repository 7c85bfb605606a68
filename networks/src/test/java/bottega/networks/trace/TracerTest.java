package bottega.networks.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import bottega.networks.engine.TorchEngine;
import bottega.networks.trace.TracedValue.Origin;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends up in the record of code that keeps house with its arrays, as DJL's own does. */
class TracerTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void whatTheBlockClosesStaysInTheRecord() {
        Trace trace = trace(x -> {
            try (NDArray two = x.getManager().create(new float[] {2});
                    NDArray product = x.mul(two)) {
                return product.add(1);
            }
        });
        assertEquals(List.of("mul", "add"), names(trace));
        assertEquals(
                2,
                ((TracedValue) trace.operations().getFirst().arguments().get(1))
                        .array()
                        .getFloat(0));
    }

    @Test
    void subManagersAndScopesTakeNothingAway() {
        Trace trace = trace(x -> {
            try (NDManager inner = x.getManager().newSubManager();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                x.attach(inner);
                NDArray sum = x.add(inner.create(new float[] {1, 2, 3}));
                NDArray result = sum.neg();
                result.attach(inner.getParentManager());
                return result;
            }
        });
        assertEquals(List.of("add", "neg"), names(trace));
        assertEquals(-2, trace.outputs().getFirst().array().getFloat(0, 0));
    }

    @Test
    void aConstantIsWhatItWasBeforeItWasWrittenInto() {
        Trace trace = trace(x -> x.getManager().ones(new Shape(3)).muli(4).add(x));
        TracedValue constant = trace.operations().getFirst().receiver();
        assertInstanceOf(Origin.Constant.class, constant.origin());
        assertEquals(1, constant.array().getFloat(0));
        assertEquals(5, trace.outputs().getFirst().array().getFloat(0, 0));
    }

    @Test
    void composedMethodsAreTakenApartAndTheEnginesOwnAreNot() {
        assertEquals(
                List.of("sigmoid", "mul"),
                names(trace(x -> x.getNDArrayInternal().sigmoid().mul(x))));
        assertEquals(
                List.of("mul", "sigmoid", "mul"),
                names(trace(x -> x.getNDArrayInternal().swish(2))));
        assertEquals(List.of("split"), names(trace(x -> x.split(3, 1).get(1))));
        assertEquals(List.of("oneHot"), names(trace(x -> x.oneHot(4))));
        assertEquals(List.of("duplicate"), names(trace(NDArray::duplicate)));
    }

    @Test
    void anIndexArrayIsAnArgument() {
        Trace trace = trace(x -> x.get(":, {}", x.argMax(1)));
        Operation get = trace.operations().get(1);
        assertEquals("[:, take]", get.arguments().get(1).toString());
        assertEquals(List.of(trace.values().get(1)), get.arguments().get(2));
    }

    private static List<String> names(Trace trace) {
        return trace.operations().stream().map(Operation::name).toList();
    }

    private Trace trace(UnaryOperator<NDArray> function) {
        Block block = new LambdaBlock(x -> new NDList(function.apply(x.singletonOrThrow())));
        block.initialize(manager, DataType.FLOAT32, new Shape(2, 3));
        return Tracer.trace(block, List.of(manager.ones(new Shape(2, 3))));
    }
}
