package bottega.networks.onnx;

import static bottega.networks.onnx.OperationCases.counts;
import static bottega.networks.onnx.OperationCases.integers;
import static bottega.networks.onnx.OperationCases.row;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import bottega.networks.onnx.OperationCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link OperationCases}. */
class LogicOperationsTest {
    static Stream<Case> logic() {
        var cases = new OperationCases();
        cases.rows("eq", x -> integers(x, DataType.INT32).mod(3).eq(1));
        cases.rows("eq of arrays", x -> x.round().eq(x.neg().round()));
        cases.rows("neq", x -> integers(x, DataType.INT64).mod(3).neq(1));
        cases.rows("gt", x -> x.gt(0));
        cases.rows("gt of integers and a real", x -> integers(x, DataType.INT32).gt(0.5));
        cases.rows("gt of arrays", x -> x.gt(row(x)));
        cases.rows("gte of halves", x -> x.round().gte(1));
        cases.rows("lt of uint8", x -> counts(x, DataType.UINT8).lt(7));
        cases.rows("lte of halves", x -> x.round().lte(0));
        cases.rows("eq of booleans", x -> x.gt(0).eq(x.gt(1)));
        cases.rows("logicalAnd", x -> x.gt(-1).logicalAnd(x.lt(1)));
        cases.rows("logicalOr", x -> x.gt(1).logicalOr(x.lt(-1)));
        cases.rows("logicalXor", x -> x.gt(0).logicalXor(x.lt(1)));
        cases.rows("logicalNot", x -> x.gt(0).logicalNot());
        cases.rows("logicalNot of floats", x -> Activation.relu(x).logicalNot());
        cases.rows(
                "logicalAnd of integers",
                x -> integers(x, DataType.INT32).mod(2).logicalAnd(x.gt(0)));
        cases.rows("where", x -> NDArrays.where(x.gt(0), x, x.square().neg()));
        cases.rows(
                "where of integers",
                x -> NDArrays.where(
                        x.gt(0),
                        integers(x, DataType.INT64),
                        integers(x, DataType.INT64).neg()));
        cases.rows("where of booleans", x -> NDArrays.where(x.gt(0), x.gt(1), x.lt(-1)));
        cases.rows(
                "where of float64",
                x -> NDArrays.where(
                        x.gt(0), x, x.toType(DataType.FLOAT64, false).neg()));
        cases.rows(
                "all",
                x -> x.gt(0)
                        .reshape(-1, 5)
                        .toType(DataType.INT32, false)
                        .add(x.gt(-2).all().toType(DataType.INT32, false)));
        cases.rows("any", x -> x.add(x.gt(1).any().toType(DataType.FLOAT32, false)));
        cases.rows("none", x -> x.add(x.gt(5).none().toType(DataType.FLOAT32, false)));
        cases.rows("countNonzero", x -> x.gt(0).countNonzero(2));
        cases.rows("to boolean", x -> Activation.relu(x).toType(DataType.BOOLEAN, false));
        cases.rows("to int32", x -> x.mul(10).toType(DataType.INT32, false));
        cases.rows("to float64", x -> x.toType(DataType.FLOAT64, false));
        return cases.stream();
    }

    /** What is no number stays none, or does not, as in the engine; the largest of equal ones is the first. */
    static Stream<Case> edges() {
        var cases = new OperationCases();
        cases.rows("relu of no number", x -> Activation.relu(x.sqrt()).isNaN());
        cases.rows("maximum of no number", x -> x.sqrt().maximum(0.1).isNaN());
        cases.rows("minimum of no number", x -> x.minimum(x.sqrt()).isNaN());
        cases.rows("clip of no number", x -> x.sqrt().clip(0, 1).isNaN());
        cases.rows("round of no number", x -> x.sqrt().round().isNaN());
        cases.rows("comparison of no number", x -> x.sqrt().lte(0.8));
        cases.rows("inequality of no number", x -> x.sqrt().neq(x.sqrt()));
        cases.rows("product with no number", x -> x.sqrt().mul(0).isNaN());
        cases.rows("pow of negatives", x -> x.pow(3));
        cases.rows("pow of negatives by a real", x -> x.pow(1.5).isNaN());
        cases.rows("mod that leaves nothing", x -> x.mul(4).round().mod(-2));
        cases.rows("clip with crossed bounds", x -> x.clip(0.5, -0.5).add(x));
        cases.rows("argMax of equal ones", x -> x.mul(1.5).round().argMax(2));
        cases.rows("argMin of equal ones", x -> x.mul(1.5).round().argMin(1));
        cases.rows(
                "argMax of equal integers",
                x -> integers(x.mul(0.2), DataType.INT32).argMax(2));
        cases.rows("softPlus of large", x -> Activation.softPlus(x.mul(60)));
        cases.rows("softmax of large", x -> x.mul(200).softmax(2).mul(5));
        cases.rows("logSoftmax of large", x -> x.mul(100).logSoftmax(2));
        cases.rows(
                "a number beyond int32",
                x -> integers(x, DataType.INT64).add(3_000_000_000L).mod(7));
        cases.rows(
                "a number that float32 rounds", x -> x.mul(0).add(0.1f).eq(0.1).logicalAnd(x.gt(0)));
        cases.rows(
                "float64 beside float32",
                x -> x.toType(DataType.FLOAT64, false)
                        .mul(0.1f)
                        .eq(x.toType(DataType.FLOAT64, false).mul(0.1))
                        .logicalOr(x.gt(0)));
        cases.rows("truncation towards zero", x -> x.mul(3).toType(DataType.INT64, false));
        cases.rows(
                "int64 to int32 to uint8",
                x -> counts(x, DataType.INT64).toType(DataType.INT32, false).toType(DataType.UINT8, false));
        cases.rows("boolean to float", x -> x.gt(0).toType(DataType.FLOAT32, false));
        cases.rows("cumSum of booleans", x -> x.gt(0).cumSum(2));
        cases.rows("prod of booleans", x -> x.gt(-0.5).prod(new int[] {2}));
        cases.rows("max of booleans", x -> x.gt(1).max(new int[] {2}));
        cases.rows("norm of float64", x -> x.toType(DataType.FLOAT64, false).norm(new int[] {2}));
        cases.rows("mean of float64", x -> x.toType(DataType.FLOAT64, false).mean(new int[] {2}));
        cases.rows("prod of float64", x -> x.toType(DataType.FLOAT64, false).prod(new int[] {2}));
        cases.rows("argMax of float64", x -> x.toType(DataType.FLOAT64, false).argMax(2));
        cases.rows("erf of float64", x -> x.toType(DataType.FLOAT64, false).erf());
        cases.rows("relu of float64", x -> Activation.relu(x.toType(DataType.FLOAT64, false)));
        cases.rows("gelu of float64", x -> Activation.gelu(x.toType(DataType.FLOAT64, false)));
        cases.rows("where with a constant", x -> NDArrays.where(x.gt(0), x, row(x).broadcast(x.getShape())));
        cases.rows("sums of all axes by name", x -> x.add(x.sum(new int[] {0, 1, 2})));
        cases.maps(
                "maxPool of float64",
                x -> Pool.maxPool2d(
                        x.toType(DataType.FLOAT64, false), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource({"logic", "edges"})
    void agreesWithDjl(Case tested) {
        tested.requireAgreement();
    }
}
