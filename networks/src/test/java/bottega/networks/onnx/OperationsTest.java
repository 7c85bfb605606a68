package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import bottega.networks.engine.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation, exported and held against DJL at batch sizes 1 and 3 by the exporter itself, which throws when shape,
 * type or a value differs, and when the outputs hardly differ between inputs. Inputs are drawn from a normal
 * distribution: signs differ, nothing is a whole number, no two are equal.
 */
class OperationsTest {
    private static final Shape ROWS = new Shape(3, 5);
    private static final Shape MAPS = new Shape(4, 9, 11);

    private record Case(String name, Shape shape, UnaryOperator<NDArray> function) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case> CASES = new ArrayList<>();

    private static void rows(String name, UnaryOperator<NDArray> function) {
        CASES.add(new Case(name, ROWS, function));
    }

    private static void maps(String name, UnaryOperator<NDArray> function) {
        CASES.add(new Case(name, MAPS, function));
    }

    private static NDArray integers(NDArray x, DataType type) {
        return x.mul(10).toType(type, false);
    }

    /** 0 to some tens. */
    private static NDArray counts(NDArray x, DataType type) {
        return x.abs().mul(10).toType(type, false);
    }

    private static NDArray positive(NDArray x) {
        return x.abs().add(0.5);
    }

    private static NDArray row(NDArray x) {
        return x.getManager().create(new float[] {-2, 3, 0.5f, -1.5f, 4});
    }

    static Stream<Case> activations() {
        CASES.clear();
        rows("relu", Activation::relu);
        rows("relu of integers", x -> Activation.relu(integers(x, DataType.INT64)));
        rows("relu6", x -> Activation.relu6(x.mul(5)));
        rows("leakyRelu", x -> Activation.leakyRelu(x, 0.1f));
        rows("elu", x -> Activation.elu(x, 0.7f));
        rows("selu", Activation::selu);
        rows("gelu", x -> Activation.gelu(x.mul(2)));
        rows("sigmoid", x -> Activation.sigmoid(x.mul(3)));
        rows("sigmoid of integers", x -> Activation.sigmoid(integers(x, DataType.INT32)));
        rows("sigmoid of float64", x -> Activation.sigmoid(x.mul(3).toType(DataType.FLOAT64, false)));
        rows("tanh", Activation::tanh);
        rows("softPlus", x -> Activation.softPlus(x.mul(15)));
        rows("softSign", Activation::softSign);
        rows("swish", x -> Activation.swish(x, 1.3f));
        rows("mish", Activation::mish);
        rows("hard sigmoid", x -> x.add(3).clip(0, 6).div(6));
        rows("hard swish", x -> x.mul(x.add(3).clip(0, 6)).div(6));
        rows("softmax, last axis", x -> x.softmax(-1).mul(10));
        rows("softmax, an axis inside", x -> x.softmax(1).mul(10));
        rows(
                "softmax of float64",
                x -> x.toType(DataType.FLOAT64, false).softmax(2).mul(10));
        rows("logSoftmax", x -> x.logSoftmax(1));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> functions() {
        CASES.clear();
        rows("neg", NDArray::neg);
        rows("neg of uint8", x -> counts(x, DataType.UINT8).neg());
        rows("abs", NDArray::abs);
        rows("abs of integers", x -> integers(x, DataType.INT32).abs());
        rows("sign", NDArray::sign);
        rows("sign of integers", x -> integers(x, DataType.INT64).sign());
        rows("square", NDArray::square);
        rows("square of uint8 that wraps", x -> counts(x, DataType.UINT8).square());
        rows("sqrt", x -> positive(x).sqrt());
        rows("sqrt of integers", x -> counts(x, DataType.INT32).sqrt());
        rows("cbrt", x -> positive(x).cbrt());
        rows("exp", NDArray::exp);
        rows("exp of float64", x -> x.toType(DataType.FLOAT64, false).exp());
        rows("log", x -> positive(x).log());
        rows("log2", x -> positive(x).log2());
        rows("log10", x -> positive(x).log10().mul(3));
        rows("floor", x -> x.mul(3).floor());
        rows("floor of integers", x -> integers(x, DataType.INT32).floor());
        rows("ceil", x -> x.mul(3).ceil());
        rows("round", x -> x.mul(3).round());
        // Halves: where rounding modes differ.
        rows("round of halves", x -> x.mul(4).floor().add(0.5).round());
        rows("trunc", x -> x.mul(3).trunc());
        rows("trunc of integers", x -> integers(x, DataType.INT64).trunc());
        rows("sin", x -> x.mul(3).sin());
        rows("cos", x -> x.mul(3).cos());
        rows("tan", x -> x.tanh().tan());
        rows("asin", x -> x.tanh().asin());
        rows("acos", x -> x.tanh().acos());
        rows("atan", NDArray::atan);
        rows("sinh", NDArray::sinh);
        rows("cosh", NDArray::cosh);
        rows("erf", NDArray::erf);
        rows("toDegrees", NDArray::toDegrees);
        rows("toRadians", x -> x.mul(50).toRadians());
        rows("isNaN", x -> x.sqrt().isNaN());
        rows("isInfinite", x -> x.maximum(0).log().isInfinite());
        rows("duplicate", NDArray::duplicate);
        rows("stopGradient", NDArray::stopGradient);
        rows("scaleGradient", x -> x.scaleGradient(0.3));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> arithmetic() {
        CASES.clear();
        rows("add, broadcast", x -> x.add(row(x)));
        rows("add, both sides broadcast", x -> x.expandDims(1).add(x.expandDims(2)));
        rows("add, number", x -> x.add(2));
        rows("sub, array first", x -> row(x).sub(x));
        rows("rsub", x -> x.getNDArrayInternal().rsub(2.5));
        rows("rdiv", x -> positive(x).getNDArrayInternal().rdiv(2));
        rows("rmod", x -> positive(x).getNDArrayInternal().rmod(7));
        rows("rpow", x -> x.getNDArrayInternal().rpow(2.5));
        rows("several", x -> NDArrays.add(x, x.square(), x.add(row(x))));
        rows("several factors", x -> NDArrays.mul(x, x.add(1), x.sub(row(x))));
        rows(
                "uint8 plus uint8 wraps",
                x -> counts(x, DataType.UINT8).mul((byte) 9).add(counts(x, DataType.UINT8)));
        rows("uint8 minus number wraps", x -> counts(x, DataType.UINT8).sub(20));
        rows("uint8 plus real", x -> counts(x, DataType.UINT8).add(0.25));
        rows("uint8 plus float", x -> counts(x, DataType.UINT8).add(0.25f));
        rows("int32 times int64", x -> integers(x, DataType.INT32).mul(integers(x, DataType.INT64)));
        rows("int32 plus float32", x -> integers(x, DataType.INT32).add(x));
        rows("float32 plus float64", x -> x.add(x.toType(DataType.FLOAT64, false)));
        rows("float32 plus float64 scalar", x -> x.add(x.getManager().create(0.1)));
        rows("boolean plus boolean", x -> x.gt(0).add(x.gt(1)));
        rows("boolean times float", x -> x.gt(0).mul(x));
        rows("float16", x -> x.toType(DataType.FLOAT16, false).mul(2).toType(DataType.FLOAT32, false));
        rows("div of integers", x -> integers(x, DataType.INT32).div(7));
        rows("div of int64 by float32", x -> integers(x, DataType.INT64).div(positive(x)));
        rows("mod, signs of both", x -> x.mul(5).mod(row(x)));
        rows("mod by a negative", x -> x.mul(5).mod(-1.75));
        rows("mod of integers", x -> integers(x, DataType.INT32).mod(-7));
        rows("mod of int64", x -> integers(x, DataType.INT64).mod(7));
        rows("mod of uint8", x -> counts(x, DataType.UINT8).mod(7));
        rows("pow", x -> positive(x).pow(1.7));
        rows("pow 2", x -> x.pow(2));
        rows("pow of integers", x -> integers(x, DataType.INT64).pow(2));
        rows("pow, array", x -> positive(x).pow(x));
        rows("pow of int32 by real", x -> counts(x, DataType.INT32).pow(0.5));
        rows("maximum", x -> x.maximum(row(x)));
        rows("maximum, number", x -> x.maximum(0.1));
        rows("maximum of integers and real", x -> integers(x, DataType.INT32).maximum(0.5));
        rows("minimum", x -> x.minimum(x.neg()));
        rows("minimum of uint8", x -> counts(x, DataType.UINT8).minimum(9));
        rows("clip", x -> x.clip(-0.5, 0.7));
        rows("clip of integers", x -> integers(x, DataType.INT32).clip(-5, 7));
        rows("clip of integers by reals", x -> integers(x, DataType.INT32).clip(-5.5, 7.5));
        rows("xlogy", x -> Activation.relu(x).xlogy(positive(x)));
        rows(
                "in place",
                x -> x.mul(3)
                        .addi(x)
                        .subi(1)
                        .muli(row(x))
                        .divi(2)
                        .powi(2)
                        .modi(3)
                        .negi());
        rows("sign in place", x -> x.mul(3).signi());
        rows(
                "in place on a constant",
                x -> x.getManager().ones(new Shape(5)).muli(3).addi(1).mul(x));
        rows("in place on uint8 by a float", x -> x.mul(2).addi(counts(x, DataType.INT32)));
        rows("normalize pictures", x -> x.getNDArrayInternal().normalize(new float[] {1, 2, 3}, new float[] {3, 2, 1}));
        return CASES.stream()
                .map(c -> c.name().equals("normalize pictures")
                        ? new Case(c.name(), new Shape(3, 4, 4), c.function())
                        : c)
                .toList()
                .stream();
    }

    static Stream<Case> logic() {
        CASES.clear();
        rows("eq", x -> integers(x, DataType.INT32).mod(3).eq(1));
        rows("eq of arrays", x -> x.round().eq(x.neg().round()));
        rows("neq", x -> integers(x, DataType.INT64).mod(3).neq(1));
        rows("gt", x -> x.gt(0));
        rows("gt of integers and a real", x -> integers(x, DataType.INT32).gt(0.5));
        rows("gt of arrays", x -> x.gt(row(x)));
        rows("gte of halves", x -> x.round().gte(1));
        rows("lt of uint8", x -> counts(x, DataType.UINT8).lt(7));
        rows("lte of halves", x -> x.round().lte(0));
        rows("eq of booleans", x -> x.gt(0).eq(x.gt(1)));
        rows("logicalAnd", x -> x.gt(-1).logicalAnd(x.lt(1)));
        rows("logicalOr", x -> x.gt(1).logicalOr(x.lt(-1)));
        rows("logicalXor", x -> x.gt(0).logicalXor(x.lt(1)));
        rows("logicalNot", x -> x.gt(0).logicalNot());
        rows("logicalNot of floats", x -> Activation.relu(x).logicalNot());
        rows("logicalAnd of integers", x -> integers(x, DataType.INT32).mod(2).logicalAnd(x.gt(0)));
        rows("where", x -> NDArrays.where(x.gt(0), x, x.square().neg()));
        rows(
                "where of integers",
                x -> NDArrays.where(
                        x.gt(0),
                        integers(x, DataType.INT64),
                        integers(x, DataType.INT64).neg()));
        rows("where of booleans", x -> NDArrays.where(x.gt(0), x.gt(1), x.lt(-1)));
        rows(
                "where of float64",
                x -> NDArrays.where(
                        x.gt(0), x, x.toType(DataType.FLOAT64, false).neg()));
        rows(
                "all",
                x -> x.gt(0)
                        .reshape(-1, 5)
                        .toType(DataType.INT32, false)
                        .add(x.gt(-2).all().toType(DataType.INT32, false)));
        rows("any", x -> x.add(x.gt(1).any().toType(DataType.FLOAT32, false)));
        rows("none", x -> x.add(x.gt(5).none().toType(DataType.FLOAT32, false)));
        rows("countNonzero", x -> x.gt(0).countNonzero(2));
        rows("to boolean", x -> Activation.relu(x).toType(DataType.BOOLEAN, false));
        rows("to int32", x -> x.mul(10).toType(DataType.INT32, false));
        rows("to float64", x -> x.toType(DataType.FLOAT64, false));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> reductions() {
        CASES.clear();
        rows("sum, one axis", x -> x.sum(new int[] {1}));
        rows("sum, several axes", x -> x.sum(new int[] {1, -1}, true));
        rows("sum of all", x -> x.add(x.sum()));
        rows("sum of integers", x -> integers(x, DataType.INT32).sum(new int[] {2}));
        rows("sum of uint8", x -> counts(x, DataType.UINT8).sum(new int[] {2}));
        rows("sum of booleans", x -> x.gt(0).sum(new int[] {2}));
        rows("mean", x -> x.mean(new int[] {-1}));
        rows("mean of all", x -> x.add(x.mul(10).mean()));
        rows("mean, kept", x -> x.mean(new int[] {1}, true).add(x));
        rows("max", x -> x.max(new int[] {1}));
        rows("max of all", x -> x.add(x.max()));
        rows("max of int64", x -> integers(x, DataType.INT64).max(new int[] {2}, true));
        rows("max of uint8", x -> counts(x, DataType.UINT8).max(new int[] {2}));
        rows("min", x -> x.min(new int[] {2}, true));
        rows("min of all", x -> x.add(x.min()));
        rows("prod", x -> x.prod(new int[] {2}).mul(3));
        rows("prod of all", x -> x.add(x.tanh().add(1.2).prod()));
        rows("prod of integers", x -> integers(x, DataType.INT32).prod(new int[] {1}));
        rows("norm", x -> x.norm(new int[] {2}));
        rows("norm, kept", x -> x.norm(new int[] {1}, true));
        rows("norm of all", x -> x.mul(x.norm()));
        rows("norm of order 1", x -> x.norm(1, new int[] {1, 2}, false));
        rows("norm of order 3", x -> x.norm(3, new int[] {1}, true));
        rows("normalize", x -> x.normalize(2, 2));
        rows("normalize of order 1", x -> x.normalize(1, 1, 1e-12).mul(2));
        rows("argMax", x -> x.argMax(2));
        rows(
                "argMax of integers",
                x -> integers(x, DataType.INT64)
                        .mul(100)
                        .add(x.mul(100).toType(DataType.INT64, false))
                        .argMax(1));
        rows("argMax of all", x -> x.add(x.get("0:1").argMax()));
        rows("argMin", x -> x.argMin(-1));
        rows("cumSum", x -> x.cumSum(1));
        rows("cumSum of integers", x -> integers(x, DataType.INT32).cumSum(2));
        rows("cumSum along the first axis", x -> x.transpose(1, 0, 2).cumSum());
        rows("sort", NDArray::sort);
        rows("sort along an axis", x -> x.sort(1));
        rows("sort of integers", x -> integers(x, DataType.INT64).sort(2));
        rows("argSort", x -> x.argSort());
        rows("argSort, descending", x -> x.argSort(1, false));
        rows("topK", x -> x.topK(2, -1).get(0));
        rows("topK, places", x -> x.topK(3, 2, false, true).get(1));
        rows("topK, both", x -> {
            NDList both = x.topK(2, 1, true, true);
            return both.get(0).add(both.get(1));
        });
        rows("diff", x -> x.diff(1, 2));
        rows("diff twice", x -> x.diff(2, -1));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> parts() {
        CASES.clear();
        rows("get, range", x -> x.get(":, 1:, 0:4"));
        rows("get, steps", x -> x.get(":, :, 1::2"));
        rows("get, from the end", x -> x.get(":, -2:, :-1"));
        rows("get, fixed", x -> x.get(":, 1"));
        rows("get, fixed from the end", x -> x.get(":, :, -1"));
        rows("get, fixed before the end", x -> x.get(":, -2, 1:3"));
        rows("get, ellipsis", x -> x.get("..., 2"));
        rows("get, ellipsis in the middle", x -> x.get(":, ..., 1:3"));
        rows("get, ellipsis at the end", x -> x.get(":, 1, ..."));
        rows("get, new axis", x -> x.get(":, null, 1"));
        rows("get, new axes", x -> x.get(":, null, 1:, null, 2"));
        rows("get, beyond the end", x -> x.get(":, 1:100"));
        rows("get, the whole batch", x -> x.get("0:{}, 1", x.size(0)));
        rows("get, places", x -> x.get(":, {}", x.getManager().create(new int[] {2, 0, 2})));
        rows("get, places with negative", x -> x.get(":, :, {}", x.getManager().create(new long[] {-1, 3})));
        rows("get, table of places", x -> x.get(":, {}", x.getManager().create(new long[][] {{2, 0}, {1, 1}})));
        rows("get, places and fixed", x -> x.get(":, 1, {}", x.getManager().create(new long[] {4, 1})));
        rows(
                "get, places and range and new axis",
                x -> x.get(":, {}, null, 1:4", x.getManager().create(new long[] {2, 0})));
        rows(
                "get, places of the block's own",
                x -> x.get(new NDIndex(":, {}", x.argMax(2).get("0, :2").mod(3))));
        rows("get, empty", x -> x.get("..."));
        maps("crop", x -> x.getNDArrayInternal().crop(2, 1, 5, 3));
        rows("gather", x -> x.gather(x.argSort(2, true), 2));
        rows("gather, fewer", x -> x.gather(x.argSort(1, true).get(":, :2"), 1));
        rows(
                "take",
                x -> x.take(x.getManager().create(new long[] {3, 0, 7}))
                        .add(x.sum(new int[] {1, 2}).expandDims(1)));
        rows("scatter", x -> x.scatter(x.argSort(2, true), x.mul(2), 2));
        rows("oneHot", x -> x.argMax(2).oneHot(5));
        rows("oneHot, int32", x -> x.argMax(2).toType(DataType.INT32, false).oneHot(6, DataType.INT32));
        rows("flip", x -> x.flip(1));
        rows("flip, two axes", x -> x.flip(1, -1));
        rows("rotate90", x -> x.rotate90(1, new int[] {1, 2}));
        rows("rotate90, twice", x -> x.rotate90(2, new int[] {1, 2}));
        rows("rotate90, backwards", x -> x.rotate90(-1, new int[] {1, 2}));
        rows("concat", x -> NDArrays.concat(new NDList(x, x.mul(2), row(x).broadcast(x.getShape())), 2));
        rows("concat of types", x -> x.concat(integers(x, DataType.INT32), -1));
        rows(
                "concat along the batch",
                x -> x.concat(x.neg()).reshape(2, -1, 3, 5).sum(new int[] {0}).add(x));
        rows("concat of one", x -> NDArrays.concat(new NDList(x), 1));
        rows("stack", x -> NDArrays.stack(new NDList(x, x.neg()), 1));
        rows("stack at the end", x -> x.stack(x.square(), -1));
        rows("split in sections", x -> x.split(5, 2).get(3));
        rows("split in sections, together", x -> {
            NDList parts = x.get(":, :, :4").split(2, 2);
            return parts.get(0).mul(parts.get(1));
        });
        rows("split at places", x -> {
            NDList parts = x.split(new long[] {1, 3}, 2);
            return NDArrays.concat(new NDList(parts.get(2), parts.get(0)), 2);
        });
        rows("split at no place", x -> x.split(new long[0], 1).get(0));
        rows("pad", x -> x.pad(new Shape(1, 2), 0.5));
        rows("pad, two axes", x -> x.pad(new Shape(0, 1, 2, 0), -1));
        rows("pad of integers", x -> integers(x, DataType.INT32).pad(new Shape(2, 1), 7));
        rows("broadcast", x -> x.expandDims(1).broadcast(new Shape(x.size(0), 4, 3, 5)));
        rows(
                "broadcast to the batch",
                x -> row(x).broadcast(new Shape(x.size(0), 3, 5)).mul(x));
        rows(
                "broadcast to twice the batch",
                x -> row(x).broadcast(new Shape(2 * x.size(0), 5))
                        .reshape(-1, 2, 5)
                        .sum(new int[] {1})
                        .add(x.sum(new int[] {1})));
        rows("tile", x -> x.tile(new long[] {1, 2, 3}));
        rows(
                "tile with new axes",
                x -> x.sum(new int[] {2}).expandDims(2).expandDims(1).tile(new long[] {1, 2, 1, 3}));
        rows("tile, all axes", x -> x.tile(2));
        rows("repeat, axis", x -> x.repeat(1, 3));
        rows("repeat, each axis", x -> x.repeat(new long[] {1, 2, 3}));
        rows("repeat, all axes", x -> x.repeat(2));
        rows("repeat to a shape", x -> x.repeat(new Shape(x.size(0), 6, 5)));
        rows("repeat of booleans", x -> x.gt(0).repeat(2, 2));
        rows("repeat of int64", x -> integers(x, DataType.INT64).repeat(2, 2));
        rows("zerosLike", x -> x.maximum(x.zerosLike()));
        rows("onesLike", x -> x.add(integers(x, DataType.INT32).onesLike()));
        rows("swapAxes", x -> x.swapAxes(1, -1));
        rows("transpose", x -> x.transpose(0, 2, 1));
        rows("squeeze", x -> x.expandDims(-1).expandDims(1).squeeze(-1).squeeze(new int[] {1}));
        rows("squeeze of what is longer", x -> x.squeeze(1));
        rows("flatten, some axes", x -> x.flatten(1, 2));
        rows("toDense", NDArray::toDense);
        return CASES.stream().toList().stream();
    }

    static Stream<Case> matrices() {
        CASES.clear();
        rows("matMul", x -> x.matMul(x.transpose(0, 2, 1)));
        rows(
                "matMul, constant",
                x -> x.matMul(x.getManager().arange(10).reshape(5, 2).toType(DataType.FLOAT32, false)));
        rows("matMul, vector", x -> x.matMul(row(x)));
        rows("matMul, vector first", x -> row(x).matMul(x.transpose(0, 2, 1)));
        rows("matMul, broadcast", x -> x.expandDims(1).matMul(x.expandDims(2).swapAxes(2, 3)));
        rows("batchMatMul", x -> x.batchMatMul(x.swapAxes(1, 2)));
        rows(
                "dot",
                x -> x.get(":, 0").dot(x.getManager().arange(10).reshape(5, 2).toType(DataType.FLOAT32, false)));
        rows("dot of vectors", x -> x.add(row(x).dot(x.get("0, 1"))));
        rows(
                "matMul of integers",
                x -> integers(x, DataType.INT32)
                        .matMul(integers(x, DataType.INT32).swapAxes(1, 2)));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> pooling() {
        CASES.clear();
        Shape three = new Shape(3, 3);
        Shape two = new Shape(2, 2);
        Shape one = new Shape(1, 1);
        Shape none = new Shape(0, 0);
        maps("maxPool", x -> Pool.maxPool2d(x, three, two, one, false));
        maps("maxPool, ceiling", x -> Pool.maxPool2d(x, three, two, none, true));
        maps("maxPool, ceiling and padding", x -> Pool.maxPool2d(x, new Shape(2, 3), new Shape(3, 2), one, true));
        maps("maxPool of negative values at the edge", x -> Pool.maxPool2d(x.sub(10), three, two, one, true));
        maps("avgPool", x -> Pool.avgPool2d(x, three, two, none, false, true));
        maps("avgPool, uneven", x -> Pool.avgPool2d(x, new Shape(2, 4), new Shape(3, 1), new Shape(1, 2), false, true));
        for (boolean count : List.of(true, false)) {
            for (boolean ceiling : List.of(true, false)) {
                for (Shape padding : List.of(none, one, new Shape(1, 0))) {
                    for (Shape kernel : List.of(two, three, new Shape(4, 2))) {
                        for (Shape stride : List.of(two, three, new Shape(2, 3))) {
                            maps(
                                    "avgPool" + kernel + stride + padding + (ceiling ? " ceiling" : "")
                                            + (count ? " counting" : ""),
                                    x -> Pool.avgPool2d(x, kernel, stride, padding, ceiling, count));
                        }
                    }
                }
            }
        }
        maps("lpPool", x -> Pool.lpPool2d(x, 2, three, two, none, false));
        maps("lpPool, ceiling", x -> Pool.lpPool2d(x, 2, three, two, none, true));
        maps("lpPool of order 3", x -> Pool.lpPool2d(x.abs(), 3, two, two, none, false));
        maps("lpPool of order 1", x -> Pool.lpPool2d(x.abs(), 1, two, two, none, true));
        // ONNX Runtime takes zeros before a pooling for the pooling's own padding, unless it is kept from it.
        maps(
                "pad and maxPool of negatives",
                x -> Pool.maxPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), three, two, none, false));
        maps(
                "pad and avgPool",
                x -> Pool.avgPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), three, two, none, false, true));
        maps(
                "pad and avgPool, ceiling",
                x -> Pool.avgPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), two, three, none, false, true));
        maps(
                "pad and avgPool with padding",
                x -> Pool.avgPool2d(x.pad(new Shape(2, 1, 1, 2), 0), three, two, one, false, true));
        maps("pad and lpPool", x -> Pool.lpPool2d(x.pad(new Shape(1, 1, 1, 1), 0), 2, two, three, none, true));
        maps("globalMaxPool", Pool::globalMaxPool2d);
        maps("globalAvgPool", x -> Pool.globalAvgPool2d(x.mul(5)));
        maps("globalLpPool", x -> Pool.globalLpPool2d(x, 2));
        CASES.add(
                new Case("maxPool 1-D", ROWS, x -> Pool.maxPool1d(x, new Shape(2), new Shape(2), new Shape(0), true)));
        CASES.add(new Case(
                "avgPool 1-D", ROWS, x -> Pool.avgPool1d(x, new Shape(2), new Shape(2), new Shape(1), true, true)));
        CASES.add(new Case("globalAvgPool 1-D", ROWS, Pool::globalAvgPool1d));
        return CASES.stream().toList().stream();
    }

    static Stream<Case> sizes() {
        CASES.clear();
        for (int mode : List.of(0, 1, 2, 3)) {
            maps(
                    "interpolation up, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {20, 13}, mode, false));
            maps(
                    "interpolation down, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {5, 4}, mode, true));
            maps(
                    "interpolation to one, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {1, 11}, mode, false));
            maps(
                    "interpolation twice, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {18, 22}, mode, false));
            CASES.add(new Case(
                    "resize, mode " + mode,
                    new Shape(7, 5, 3),
                    x -> x.getNDArrayInternal().resize(9, 12, mode)));
        }
        CASES.add(new Case(
                "resize of bytes",
                new Shape(7, 5, 3),
                x -> counts(x, DataType.UINT8).getNDArrayInternal().resize(10, 14, 0)));
        CASES.add(new Case(
                "toTensor",
                new Shape(7, 5, 3),
                x -> x.mul(100).getNDArrayInternal().toTensor()));
        CASES.add(new Case(
                "toTensor of bytes",
                new Shape(7, 5, 3),
                x -> counts(x, DataType.UINT8).getNDArrayInternal().toTensor().mul(10)));
        return CASES.stream().toList().stream();
    }

    /** What is no number stays none, or does not, as in the engine; the largest of equal ones is the first. */
    static Stream<Case> edges() {
        CASES.clear();
        rows("relu of no number", x -> Activation.relu(x.sqrt()).isNaN());
        rows("maximum of no number", x -> x.sqrt().maximum(0.1).isNaN());
        rows("minimum of no number", x -> x.minimum(x.sqrt()).isNaN());
        rows("clip of no number", x -> x.sqrt().clip(0, 1).isNaN());
        rows("round of no number", x -> x.sqrt().round().isNaN());
        rows("comparison of no number", x -> x.sqrt().lte(0.8));
        rows("inequality of no number", x -> x.sqrt().neq(x.sqrt()));
        rows("product with no number", x -> x.sqrt().mul(0).isNaN());
        rows("pow of negatives", x -> x.pow(3));
        rows("pow of negatives by a real", x -> x.pow(1.5).isNaN());
        rows("mod that leaves nothing", x -> x.mul(4).round().mod(-2));
        rows("clip with crossed bounds", x -> x.clip(0.5, -0.5).add(x));
        rows("argMax of equal ones", x -> x.mul(1.5).round().argMax(2));
        rows("argMin of equal ones", x -> x.mul(1.5).round().argMin(1));
        rows(
                "argMax of equal integers",
                x -> integers(x.mul(0.2), DataType.INT32).argMax(2));
        rows("softPlus of large", x -> Activation.softPlus(x.mul(60)));
        rows("softmax of large", x -> x.mul(200).softmax(2).mul(5));
        rows("logSoftmax of large", x -> x.mul(100).logSoftmax(2));
        rows(
                "a number beyond int32",
                x -> integers(x, DataType.INT64).add(3_000_000_000L).mod(7));
        rows("a number that float32 rounds", x -> x.mul(0).add(0.1f).eq(0.1).logicalAnd(x.gt(0)));
        rows(
                "float64 beside float32",
                x -> x.toType(DataType.FLOAT64, false)
                        .mul(0.1f)
                        .eq(x.toType(DataType.FLOAT64, false).mul(0.1))
                        .logicalOr(x.gt(0)));
        rows("truncation towards zero", x -> x.mul(3).toType(DataType.INT64, false));
        rows(
                "int64 to int32 to uint8",
                x -> counts(x, DataType.INT64).toType(DataType.INT32, false).toType(DataType.UINT8, false));
        rows("boolean to float", x -> x.gt(0).toType(DataType.FLOAT32, false));
        rows("cumSum of booleans", x -> x.gt(0).cumSum(2));
        rows("prod of booleans", x -> x.gt(-0.5).prod(new int[] {2}));
        rows("max of booleans", x -> x.gt(1).max(new int[] {2}));
        rows("norm of float64", x -> x.toType(DataType.FLOAT64, false).norm(new int[] {2}));
        rows("mean of float64", x -> x.toType(DataType.FLOAT64, false).mean(new int[] {2}));
        rows("prod of float64", x -> x.toType(DataType.FLOAT64, false).prod(new int[] {2}));
        rows("argMax of float64", x -> x.toType(DataType.FLOAT64, false).argMax(2));
        rows("erf of float64", x -> x.toType(DataType.FLOAT64, false).erf());
        rows("relu of float64", x -> Activation.relu(x.toType(DataType.FLOAT64, false)));
        rows("gelu of float64", x -> Activation.gelu(x.toType(DataType.FLOAT64, false)));
        rows("where with a constant", x -> NDArrays.where(x.gt(0), x, row(x).broadcast(x.getShape())));
        rows("sums of all axes by name", x -> x.add(x.sum(new int[] {0, 1, 2})));
        maps(
                "maxPool of float64",
                x -> Pool.maxPool2d(
                        x.toType(DataType.FLOAT64, false), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false));
        return CASES.stream().toList().stream();
    }

    @ParameterizedTest
    @MethodSource({
        "activations",
        "functions",
        "arithmetic",
        "logic",
        "reductions",
        "parts",
        "matrices",
        "pooling",
        "sizes",
        "edges"
    })
    void agreesWithDjl(Case tested) {
        TorchEngine.get().setRandomSeed(3);
        try (NDManager manager = TorchEngine.newManager()) {
            Block block = new SequentialBlock()
                    .add(new LambdaBlock(x -> new NDList(tested.function().apply(x.singletonOrThrow()))));
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(tested.shape()));
            assertDoesNotThrow(() -> OnnxExporter.export(block, "data", tested.shape(), "result"), tested.name());
        }
    }
}
