package bottega.networks.onnx;

import static bottega.networks.onnx.OperationCases.counts;
import static bottega.networks.onnx.OperationCases.integers;
import static bottega.networks.onnx.OperationCases.row;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import bottega.networks.onnx.OperationCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link OperationCases}. */
class ReductionOperationsTest {
    static Stream<Case> reductions() {
        var cases = new OperationCases();
        cases.rows("sum, one axis", x -> x.sum(new int[] {1}));
        cases.rows("sum, several axes", x -> x.sum(new int[] {1, -1}, true));
        cases.rows("sum of all", x -> x.add(x.sum()));
        cases.rows("sum of integers", x -> integers(x, DataType.INT32).sum(new int[] {2}));
        cases.rows("sum of uint8", x -> counts(x, DataType.UINT8).sum(new int[] {2}));
        cases.rows("sum of booleans", x -> x.gt(0).sum(new int[] {2}));
        cases.rows("mean", x -> x.mean(new int[] {-1}));
        cases.rows("mean of all", x -> x.add(x.mul(10).mean()));
        cases.rows("mean, kept", x -> x.mean(new int[] {1}, true).add(x));
        cases.rows("max", x -> x.max(new int[] {1}));
        cases.rows("max of all", x -> x.add(x.max()));
        cases.rows("max of int64", x -> integers(x, DataType.INT64).max(new int[] {2}, true));
        cases.rows("max of uint8", x -> counts(x, DataType.UINT8).max(new int[] {2}));
        cases.rows("min", x -> x.min(new int[] {2}, true));
        cases.rows("min of all", x -> x.add(x.min()));
        cases.rows("prod", x -> x.prod(new int[] {2}).mul(3));
        cases.rows("prod of all", x -> x.add(x.tanh().add(1.2).prod()));
        cases.rows("prod of integers", x -> integers(x, DataType.INT32).prod(new int[] {1}));
        cases.rows("norm", x -> x.norm(new int[] {2}));
        cases.rows("norm, kept", x -> x.norm(new int[] {1}, true));
        cases.rows("norm of all", x -> x.mul(x.norm()));
        cases.rows("norm of order 1", x -> x.norm(1, new int[] {1, 2}, false));
        cases.rows("norm of order 3", x -> x.norm(3, new int[] {1}, true));
        cases.rows("normalize", x -> x.normalize(2, 2));
        cases.rows("normalize of order 1", x -> x.normalize(1, 1, 1e-12).mul(2));
        cases.rows("argMax", x -> x.argMax(2));
        cases.rows(
                "argMax of integers",
                x -> integers(x, DataType.INT64)
                        .mul(100)
                        .add(x.mul(100).toType(DataType.INT64, false))
                        .argMax(1));
        cases.rows("argMax of all", x -> x.add(x.get("0:1").argMax()));
        cases.rows("argMin", x -> x.argMin(-1));
        cases.rows("cumSum", x -> x.cumSum(1));
        cases.rows("cumSum of integers", x -> integers(x, DataType.INT32).cumSum(2));
        cases.rows("cumSum along the first axis", x -> x.transpose(1, 0, 2).cumSum());
        cases.rows("sort", NDArray::sort);
        cases.rows("sort along an axis", x -> x.sort(1));
        cases.rows("sort of integers", x -> integers(x, DataType.INT64).sort(2));
        cases.rows("argSort", x -> x.argSort());
        cases.rows("argSort, descending", x -> x.argSort(1, false));
        cases.rows("topK", x -> x.topK(2, -1).get(0));
        cases.rows("topK, places", x -> x.topK(3, 2, false, true).get(1));
        cases.rows("topK, both", x -> {
            NDList both = x.topK(2, 1, true, true);
            return both.get(0).add(both.get(1));
        });
        cases.rows("diff", x -> x.diff(1, 2));
        cases.rows("diff twice", x -> x.diff(2, -1));
        return cases.stream();
    }

    static Stream<Case> matrices() {
        var cases = new OperationCases();
        cases.rows("matMul", x -> x.matMul(x.transpose(0, 2, 1)));
        cases.rows(
                "matMul, constant",
                x -> x.matMul(x.getManager().arange(10).reshape(5, 2).toType(DataType.FLOAT32, false)));
        cases.rows("matMul, vector", x -> x.matMul(row(x)));
        cases.rows("matMul, vector first", x -> row(x).matMul(x.transpose(0, 2, 1)));
        cases.rows(
                "matMul, broadcast", x -> x.expandDims(1).matMul(x.expandDims(2).swapAxes(2, 3)));
        cases.rows("batchMatMul", x -> x.batchMatMul(x.swapAxes(1, 2)));
        cases.rows(
                "dot",
                x -> x.get(":, 0").dot(x.getManager().arange(10).reshape(5, 2).toType(DataType.FLOAT32, false)));
        cases.rows("dot of vectors", x -> x.add(row(x).dot(x.get("0, 1"))));
        cases.rows(
                "matMul of integers",
                x -> integers(x, DataType.INT32)
                        .matMul(integers(x, DataType.INT32).swapAxes(1, 2)));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource({"reductions", "matrices"})
    void agreesWithDjl(Case tested) {
        tested.requireAgreement();
    }
}
