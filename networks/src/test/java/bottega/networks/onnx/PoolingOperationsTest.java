package bottega.networks.onnx;

import static bottega.networks.onnx.OperationCases.ROWS;
import static bottega.networks.onnx.OperationCases.counts;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import bottega.networks.onnx.OperationCases.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link OperationCases}. */
class PoolingOperationsTest {
    static Stream<Case> pooling() {
        var cases = new OperationCases();
        Shape three = new Shape(3, 3);
        Shape two = new Shape(2, 2);
        Shape one = new Shape(1, 1);
        Shape none = new Shape(0, 0);
        cases.maps("maxPool", x -> Pool.maxPool2d(x, three, two, one, false));
        cases.maps("maxPool, ceiling", x -> Pool.maxPool2d(x, three, two, none, true));
        cases.maps("maxPool, ceiling and padding", x -> Pool.maxPool2d(x, new Shape(2, 3), new Shape(3, 2), one, true));
        cases.maps("maxPool of negative values at the edge", x -> Pool.maxPool2d(x.sub(10), three, two, one, true));
        cases.maps("avgPool", x -> Pool.avgPool2d(x, three, two, none, false, true));
        cases.maps(
                "avgPool, uneven",
                x -> Pool.avgPool2d(x, new Shape(2, 4), new Shape(3, 1), new Shape(1, 2), false, true));
        for (boolean count : List.of(true, false)) {
            for (boolean ceiling : List.of(true, false)) {
                for (Shape padding : List.of(none, one, new Shape(1, 0))) {
                    for (Shape kernel : List.of(two, three, new Shape(4, 2))) {
                        for (Shape stride : List.of(two, three, new Shape(2, 3))) {
                            cases.maps(
                                    "avgPool" + kernel + stride + padding + (ceiling ? " ceiling" : "")
                                            + (count ? " counting" : ""),
                                    x -> Pool.avgPool2d(x, kernel, stride, padding, ceiling, count));
                        }
                    }
                }
            }
        }
        cases.maps("lpPool", x -> Pool.lpPool2d(x, 2, three, two, none, false));
        cases.maps("lpPool, ceiling", x -> Pool.lpPool2d(x, 2, three, two, none, true));
        cases.maps("lpPool of order 3", x -> Pool.lpPool2d(x.abs(), 3, two, two, none, false));
        cases.maps("lpPool of order 1", x -> Pool.lpPool2d(x.abs(), 1, two, two, none, true));
        // ONNX Runtime takes zeros before a pooling for the pooling's own padding, unless it is kept from it.
        cases.maps(
                "pad and maxPool of negatives",
                x -> Pool.maxPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), three, two, none, false));
        cases.maps(
                "pad and avgPool",
                x -> Pool.avgPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), three, two, none, false, true));
        cases.maps(
                "pad and avgPool, ceiling",
                x -> Pool.avgPool2d(x.sub(5).pad(new Shape(1, 1, 1, 1), 0), two, three, none, false, true));
        cases.maps(
                "pad and avgPool with padding",
                x -> Pool.avgPool2d(x.pad(new Shape(2, 1, 1, 2), 0), three, two, one, false, true));
        cases.maps("pad and lpPool", x -> Pool.lpPool2d(x.pad(new Shape(1, 1, 1, 1), 0), 2, two, three, none, true));
        cases.maps("globalMaxPool", Pool::globalMaxPool2d);
        cases.maps("globalAvgPool", x -> Pool.globalAvgPool2d(x.mul(5)));
        cases.maps("globalLpPool", x -> Pool.globalLpPool2d(x, 2));
        cases.add("maxPool 1-D", ROWS, x -> Pool.maxPool1d(x, new Shape(2), new Shape(2), new Shape(0), true));
        cases.add("avgPool 1-D", ROWS, x -> Pool.avgPool1d(x, new Shape(2), new Shape(2), new Shape(1), true, true));
        cases.add("globalAvgPool 1-D", ROWS, Pool::globalAvgPool1d);
        return cases.stream();
    }

    static Stream<Case> sizes() {
        var cases = new OperationCases();
        for (int mode : List.of(0, 1, 2, 3)) {
            cases.maps(
                    "interpolation up, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {20, 13}, mode, false));
            cases.maps(
                    "interpolation down, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {5, 4}, mode, true));
            cases.maps(
                    "interpolation to one, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {1, 11}, mode, false));
            cases.maps(
                    "interpolation twice, mode " + mode,
                    x -> x.getNDArrayInternal().interpolation(new long[] {18, 22}, mode, false));
            cases.add(
                    "resize, mode " + mode,
                    new Shape(7, 5, 3),
                    x -> x.getNDArrayInternal().resize(9, 12, mode));
        }
        cases.add(
                "resize of bytes",
                new Shape(7, 5, 3),
                x -> counts(x, DataType.UINT8).getNDArrayInternal().resize(10, 14, 0));
        cases.add(
                "toTensor",
                new Shape(7, 5, 3),
                x -> x.mul(100).getNDArrayInternal().toTensor());
        cases.add(
                "toTensor of bytes",
                new Shape(7, 5, 3),
                x -> counts(x, DataType.UINT8).getNDArrayInternal().toTensor().mul(10));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource({"pooling", "sizes"})
    void agreesWithDjl(Case tested) {
        tested.requireAgreement();
    }
}
