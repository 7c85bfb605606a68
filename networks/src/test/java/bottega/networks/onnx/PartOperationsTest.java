package bottega.networks.onnx;

import static bottega.networks.onnx.OperationCases.integers;
import static bottega.networks.onnx.OperationCases.row;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import bottega.networks.onnx.OperationCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link OperationCases}. */
class PartOperationsTest {
    static Stream<Case> parts() {
        var cases = new OperationCases();
        cases.rows("get, range", x -> x.get(":, 1:, 0:4"));
        cases.rows("get, steps", x -> x.get(":, :, 1::2"));
        cases.rows("get, from the end", x -> x.get(":, -2:, :-1"));
        cases.rows("get, fixed", x -> x.get(":, 1"));
        cases.rows("get, fixed from the end", x -> x.get(":, :, -1"));
        cases.rows("get, fixed before the end", x -> x.get(":, -2, 1:3"));
        cases.rows("get, ellipsis", x -> x.get("..., 2"));
        cases.rows("get, ellipsis in the middle", x -> x.get(":, ..., 1:3"));
        cases.rows("get, ellipsis at the end", x -> x.get(":, 1, ..."));
        cases.rows("get, new axis", x -> x.get(":, null, 1"));
        cases.rows("get, new axes", x -> x.get(":, null, 1:, null, 2"));
        cases.rows("get, beyond the end", x -> x.get(":, 1:100"));
        cases.rows("get, the whole batch", x -> x.get("0:{}, 1", x.size(0)));
        cases.rows("get, places", x -> x.get(":, {}", x.getManager().create(new int[] {2, 0, 2})));
        cases.rows(
                "get, places with negative",
                x -> x.get(":, :, {}", x.getManager().create(new long[] {-1, 3})));
        cases.rows("get, table of places", x -> x.get(":, {}", x.getManager().create(new long[][] {{2, 0}, {1, 1}})));
        cases.rows(
                "get, places and fixed", x -> x.get(":, 1, {}", x.getManager().create(new long[] {4, 1})));
        cases.rows(
                "get, places and range and new axis",
                x -> x.get(":, {}, null, 1:4", x.getManager().create(new long[] {2, 0})));
        cases.rows(
                "get, places of the block's own",
                x -> x.get(new NDIndex(":, {}", x.argMax(2).get("0, :2").mod(3))));
        cases.rows("get, empty", x -> x.get("..."));
        cases.maps("crop", x -> x.getNDArrayInternal().crop(2, 1, 5, 3));
        cases.rows("gather", x -> x.gather(x.argSort(2, true), 2));
        cases.rows("gather, fewer", x -> x.gather(x.argSort(1, true).get(":, :2"), 1));
        cases.rows(
                "take",
                x -> x.take(x.getManager().create(new long[] {3, 0, 7}))
                        .add(x.sum(new int[] {1, 2}).expandDims(1)));
        cases.rows("scatter", x -> x.scatter(x.argSort(2, true), x.mul(2), 2));
        cases.rows("oneHot", x -> x.argMax(2).oneHot(5));
        cases.rows(
                "oneHot, int32", x -> x.argMax(2).toType(DataType.INT32, false).oneHot(6, DataType.INT32));
        cases.rows("flip", x -> x.flip(1));
        cases.rows("flip, two axes", x -> x.flip(1, -1));
        cases.rows("rotate90", x -> x.rotate90(1, new int[] {1, 2}));
        cases.rows("rotate90, twice", x -> x.rotate90(2, new int[] {1, 2}));
        cases.rows("rotate90, backwards", x -> x.rotate90(-1, new int[] {1, 2}));
        cases.rows("concat", x -> NDArrays.concat(new NDList(x, x.mul(2), row(x).broadcast(x.getShape())), 2));
        cases.rows("concat of types", x -> x.concat(integers(x, DataType.INT32), -1));
        cases.rows(
                "concat along the batch",
                x -> x.concat(x.neg()).reshape(2, -1, 3, 5).sum(new int[] {0}).add(x));
        cases.rows("concat of one", x -> NDArrays.concat(new NDList(x), 1));
        cases.rows("stack", x -> NDArrays.stack(new NDList(x, x.neg()), 1));
        cases.rows("stack at the end", x -> x.stack(x.square(), -1));
        cases.rows("split in sections", x -> x.split(5, 2).get(3));
        cases.rows("split in sections, together", x -> {
            NDList parts = x.get(":, :, :4").split(2, 2);
            return parts.get(0).mul(parts.get(1));
        });
        cases.rows("split at places", x -> {
            NDList parts = x.split(new long[] {1, 3}, 2);
            return NDArrays.concat(new NDList(parts.get(2), parts.get(0)), 2);
        });
        cases.rows("split at no place", x -> x.split(new long[0], 1).get(0));
        cases.rows("pad", x -> x.pad(new Shape(1, 2), 0.5));
        cases.rows("pad, two axes", x -> x.pad(new Shape(0, 1, 2, 0), -1));
        cases.rows("pad of integers", x -> integers(x, DataType.INT32).pad(new Shape(2, 1), 7));
        cases.rows("broadcast", x -> x.expandDims(1).broadcast(new Shape(x.size(0), 4, 3, 5)));
        cases.rows(
                "broadcast to the batch",
                x -> row(x).broadcast(new Shape(x.size(0), 3, 5)).mul(x));
        cases.rows(
                "broadcast to twice the batch",
                x -> row(x).broadcast(new Shape(2 * x.size(0), 5))
                        .reshape(-1, 2, 5)
                        .sum(new int[] {1})
                        .add(x.sum(new int[] {1})));
        cases.rows("tile", x -> x.tile(new long[] {1, 2, 3}));
        cases.rows(
                "tile with new axes",
                x -> x.sum(new int[] {2}).expandDims(2).expandDims(1).tile(new long[] {1, 2, 1, 3}));
        cases.rows("tile, all axes", x -> x.tile(2));
        cases.rows("repeat, axis", x -> x.repeat(1, 3));
        cases.rows("repeat, each axis", x -> x.repeat(new long[] {1, 2, 3}));
        cases.rows("repeat, all axes", x -> x.repeat(2));
        cases.rows("repeat to a shape", x -> x.repeat(new Shape(x.size(0), 6, 5)));
        cases.rows("repeat of booleans", x -> x.gt(0).repeat(2, 2));
        cases.rows("repeat of int64", x -> integers(x, DataType.INT64).repeat(2, 2));
        cases.rows("zerosLike", x -> x.maximum(x.zerosLike()));
        cases.rows("onesLike", x -> x.add(integers(x, DataType.INT32).onesLike()));
        cases.rows("swapAxes", x -> x.swapAxes(1, -1));
        cases.rows("transpose", x -> x.transpose(0, 2, 1));
        cases.rows("squeeze", x -> x.expandDims(-1).expandDims(1).squeeze(-1).squeeze(new int[] {1}));
        cases.rows("squeeze of what is longer", x -> x.squeeze(1));
        cases.rows("flatten, some axes", x -> x.flatten(1, 2));
        cases.rows("toDense", NDArray::toDense);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource({"parts"})
    void agreesWithDjl(Case tested) {
        tested.requireAgreement();
    }
}
