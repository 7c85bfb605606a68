package bottega.networks.onnx;

import static bottega.networks.onnx.OperationCases.counts;
import static bottega.networks.onnx.OperationCases.integers;
import static bottega.networks.onnx.OperationCases.positive;
import static bottega.networks.onnx.OperationCases.row;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import bottega.networks.onnx.OperationCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link OperationCases}. */
class ElementwiseOperationsTest {
    static Stream<Case> activations() {
        var cases = new OperationCases();
        cases.rows("relu", Activation::relu);
        cases.rows("relu of integers", x -> Activation.relu(integers(x, DataType.INT64)));
        cases.rows("relu6", x -> Activation.relu6(x.mul(5)));
        cases.rows("leakyRelu", x -> Activation.leakyRelu(x, 0.1f));
        cases.rows("elu", x -> Activation.elu(x, 0.7f));
        cases.rows("selu", Activation::selu);
        cases.rows("gelu", x -> Activation.gelu(x.mul(2)));
        cases.rows("sigmoid", x -> Activation.sigmoid(x.mul(3)));
        cases.rows("sigmoid of integers", x -> Activation.sigmoid(integers(x, DataType.INT32)));
        cases.rows("sigmoid of float64", x -> Activation.sigmoid(x.mul(3).toType(DataType.FLOAT64, false)));
        cases.rows("tanh", Activation::tanh);
        cases.rows("softPlus", x -> Activation.softPlus(x.mul(15)));
        cases.rows("softSign", Activation::softSign);
        cases.rows("swish", x -> Activation.swish(x, 1.3f));
        cases.rows("mish", Activation::mish);
        cases.rows("hard sigmoid", x -> x.add(3).clip(0, 6).div(6));
        cases.rows("hard swish", x -> x.mul(x.add(3).clip(0, 6)).div(6));
        cases.rows("softmax, last axis", x -> x.softmax(-1).mul(10));
        cases.rows("softmax, an axis inside", x -> x.softmax(1).mul(10));
        cases.rows(
                "softmax of float64",
                x -> x.toType(DataType.FLOAT64, false).softmax(2).mul(10));
        cases.rows("logSoftmax", x -> x.logSoftmax(1));
        return cases.stream();
    }

    static Stream<Case> functions() {
        var cases = new OperationCases();
        cases.rows("neg", NDArray::neg);
        cases.rows("neg of uint8", x -> counts(x, DataType.UINT8).neg());
        cases.rows("abs", NDArray::abs);
        cases.rows("abs of integers", x -> integers(x, DataType.INT32).abs());
        cases.rows("sign", NDArray::sign);
        cases.rows("sign of integers", x -> integers(x, DataType.INT64).sign());
        cases.rows("square", NDArray::square);
        cases.rows("square of uint8 that wraps", x -> counts(x, DataType.UINT8).square());
        cases.rows("sqrt", x -> positive(x).sqrt());
        cases.rows("sqrt of integers", x -> counts(x, DataType.INT32).sqrt());
        cases.rows("cbrt", x -> positive(x).cbrt());
        cases.rows("exp", NDArray::exp);
        cases.rows("exp of float64", x -> x.toType(DataType.FLOAT64, false).exp());
        cases.rows("log", x -> positive(x).log());
        cases.rows("log2", x -> positive(x).log2());
        cases.rows("log10", x -> positive(x).log10().mul(3));
        cases.rows("floor", x -> x.mul(3).floor());
        cases.rows("floor of integers", x -> integers(x, DataType.INT32).floor());
        cases.rows("ceil", x -> x.mul(3).ceil());
        cases.rows("round", x -> x.mul(3).round());
        // Halves: where rounding modes differ.
        cases.rows("round of halves", x -> x.mul(4).floor().add(0.5).round());
        cases.rows("trunc", x -> x.mul(3).trunc());
        cases.rows("trunc of integers", x -> integers(x, DataType.INT64).trunc());
        cases.rows("sin", x -> x.mul(3).sin());
        cases.rows("cos", x -> x.mul(3).cos());
        cases.rows("tan", x -> x.tanh().tan());
        cases.rows("asin", x -> x.tanh().asin());
        cases.rows("acos", x -> x.tanh().acos());
        cases.rows("atan", NDArray::atan);
        cases.rows("sinh", NDArray::sinh);
        cases.rows("cosh", NDArray::cosh);
        cases.rows("erf", NDArray::erf);
        cases.rows("toDegrees", NDArray::toDegrees);
        cases.rows("toRadians", x -> x.mul(50).toRadians());
        cases.rows("isNaN", x -> x.sqrt().isNaN());
        cases.rows("isInfinite", x -> x.maximum(0).log().isInfinite());
        cases.rows("duplicate", NDArray::duplicate);
        cases.rows("stopGradient", NDArray::stopGradient);
        cases.rows("scaleGradient", x -> x.scaleGradient(0.3));
        return cases.stream();
    }

    static Stream<Case> arithmetic() {
        var cases = new OperationCases();
        cases.rows("add, broadcast", x -> x.add(row(x)));
        cases.rows("add, both sides broadcast", x -> x.expandDims(1).add(x.expandDims(2)));
        cases.rows("add, number", x -> x.add(2));
        cases.rows("sub, array first", x -> row(x).sub(x));
        cases.rows("rsub", x -> x.getNDArrayInternal().rsub(2.5));
        cases.rows("rdiv", x -> positive(x).getNDArrayInternal().rdiv(2));
        cases.rows("rmod", x -> positive(x).getNDArrayInternal().rmod(7));
        cases.rows("rpow", x -> x.getNDArrayInternal().rpow(2.5));
        cases.rows("several", x -> NDArrays.add(x, x.square(), x.add(row(x))));
        cases.rows("several factors", x -> NDArrays.mul(x, x.add(1), x.sub(row(x))));
        cases.rows(
                "uint8 plus uint8 wraps",
                x -> counts(x, DataType.UINT8).mul((byte) 9).add(counts(x, DataType.UINT8)));
        cases.rows("uint8 minus number wraps", x -> counts(x, DataType.UINT8).sub(20));
        cases.rows("uint8 plus real", x -> counts(x, DataType.UINT8).add(0.25));
        cases.rows("uint8 plus float", x -> counts(x, DataType.UINT8).add(0.25f));
        cases.rows("int32 times int64", x -> integers(x, DataType.INT32).mul(integers(x, DataType.INT64)));
        cases.rows("int32 plus float32", x -> integers(x, DataType.INT32).add(x));
        cases.rows("float32 plus float64", x -> x.add(x.toType(DataType.FLOAT64, false)));
        cases.rows("float32 plus float64 scalar", x -> x.add(x.getManager().create(0.1)));
        cases.rows("boolean plus boolean", x -> x.gt(0).add(x.gt(1)));
        cases.rows("boolean times float", x -> x.gt(0).mul(x));
        cases.rows("float16", x -> x.toType(DataType.FLOAT16, false).mul(2).toType(DataType.FLOAT32, false));
        cases.rows("div of integers", x -> integers(x, DataType.INT32).div(7));
        cases.rows("div of int64 by float32", x -> integers(x, DataType.INT64).div(positive(x)));
        cases.rows("mod, signs of both", x -> x.mul(5).mod(row(x)));
        cases.rows("mod by a negative", x -> x.mul(5).mod(-1.75));
        cases.rows("mod of integers", x -> integers(x, DataType.INT32).mod(-7));
        cases.rows("mod of int64", x -> integers(x, DataType.INT64).mod(7));
        cases.rows("mod of uint8", x -> counts(x, DataType.UINT8).mod(7));
        cases.rows("pow", x -> positive(x).pow(1.7));
        cases.rows("pow 2", x -> x.pow(2));
        cases.rows("pow of integers", x -> integers(x, DataType.INT64).pow(2));
        cases.rows("pow, array", x -> positive(x).pow(x));
        cases.rows("pow of int32 by real", x -> counts(x, DataType.INT32).pow(0.5));
        cases.rows("maximum", x -> x.maximum(row(x)));
        cases.rows("maximum, number", x -> x.maximum(0.1));
        cases.rows(
                "maximum of integers and real", x -> integers(x, DataType.INT32).maximum(0.5));
        cases.rows("minimum", x -> x.minimum(x.neg()));
        cases.rows("minimum of uint8", x -> counts(x, DataType.UINT8).minimum(9));
        cases.rows("clip", x -> x.clip(-0.5, 0.7));
        cases.rows("clip of integers", x -> integers(x, DataType.INT32).clip(-5, 7));
        cases.rows("clip of integers by reals", x -> integers(x, DataType.INT32).clip(-5.5, 7.5));
        cases.rows("xlogy", x -> Activation.relu(x).xlogy(positive(x)));
        cases.rows(
                "in place",
                x -> x.mul(3)
                        .addi(x)
                        .subi(1)
                        .muli(row(x))
                        .divi(2)
                        .powi(2)
                        .modi(3)
                        .negi());
        cases.rows("sign in place", x -> x.mul(3).signi());
        cases.rows(
                "in place on a constant",
                x -> x.getManager().ones(new Shape(5)).muli(3).addi(1).mul(x));
        cases.rows("in place on uint8 by a float", x -> x.mul(2).addi(counts(x, DataType.INT32)));
        cases.add(
                "normalize pictures",
                new Shape(3, 4, 4),
                x -> x.getNDArrayInternal().normalize(new float[] {1, 2, 3}, new float[] {3, 2, 1}));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource({"activations", "functions", "arithmetic"})
    void agreesWithDjl(Case tested) {
        tested.requireAgreement();
    }
}
