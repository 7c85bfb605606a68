package bottega.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import bottega.networks.engine.TorchEngine;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and gradients beside PyTorch's (2.13.0, CPU), and gradients beside finite differences:
 *
 * <pre>
 * z = torch.tensor([[1., -2., .5], [.25, 3., -1.], [0., 0., 0.], [-4., 30., 2.]], requires_grad=True)
 * y = torch.tensor([0, 2, 1, 0]); w = torch.tensor([1., 2., .5])
 * t = torch.tensor([[1., 0., 1.], [0., .5, 1.], [1., 0., .25], [1., 0., 1.]])
 * F.cross_entropy(z, y, weight=w, label_smoothing=.1); F.binary_cross_entropy_with_logits(z, t)
 * F.mse_loss(torch.sigmoid(z), t)
 * s = torch.tensor([[1., 0., 1.], [0., 0., 0.], [0., 1., 0.], [1., 1., 0.]])
 * F.binary_cross_entropy_with_logits(z, s); F.binary_cross_entropy_with_logits(z, s * .9 + .05, pos_weight=w)
 * </pre>
 */
class LossesTest {
    /** Sums of a dozen float32 terms up to 34. */
    private static final double VALUE_TOLERANCE = 5e-6;

    private static final float GRADIENT_TOLERANCE = 1e-6f;
    private static final float[] Z = {1, -2, .5f, .25f, 3, -1, 0, 0, 0, -4, 30, 2};
    private static final int[] LABELS = {0, 2, 1, 0};
    private static final float[] TARGETS = {1, 0, 1, 0, .5f, 1, 1, 0, .25f, 1, 0, 1};
    private static final int[][] LABEL_SETS = {{0, 2}, {}, {1}, {0, 1}};
    private static final double[] CLASS_WEIGHTS = {1, 2, .5};
    private static final Shape SHAPE = new Shape(4, 3);

    private final NDManager manager = TorchEngine.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static List<Arguments> crossEntropies() {
        return List.of(
                Arguments.of(CrossEntropy.plain(3), 9.920561790466309, new float[] {
                    -0.09906277060508728f,
                    0.007514721713960171f,
                    0.09154805541038513f,
                    0.014767439104616642f,
                    0.2310016006231308f,
                    -0.24576905369758606f,
                    0.0833333283662796f,
                    -0.1666666716337204f,
                    0.0833333283662796f,
                    -0.25f,
                    0.25f,
                    1.7286000376318805e-13f
                }),
                Arguments.of(new CrossEntropy(0.1, new double[] {1, 1, 1}), 9.572644233703613, new float[] {
                    -0.08239610493183136f,
                    -0.0008186120539903641f,
                    0.08321472257375717f,
                    0.006434105336666107f,
                    0.22266826033592224f,
                    -0.22910238802433014f,
                    0.07499999552965164f,
                    -0.15000000596046448f,
                    0.07499999552965164f,
                    -0.23333333432674408f,
                    0.24166665971279144f,
                    -0.008333333767950535f
                }),
                Arguments.of(new CrossEntropy(0, CLASS_WEIGHTS), 8.609187126159668, new float[] {
                    -0.0880557969212532f,
                    0.006679752841591835f,
                    0.08137605339288712f,
                    0.006563306320458651f,
                    0.10266737639904022f,
                    -0.10923068970441818f,
                    0.14814813435077667f,
                    -0.29629629850387573f,
                    0.14814813435077667f,
                    -0.2222222238779068f,
                    0.2222222238779068f,
                    1.5365333517255303e-13f
                }),
                Arguments.of(new CrossEntropy(0.1, CLASS_WEIGHTS), 8.22891902923584, new float[] {
                    -0.07100487500429153f,
                    -0.008023734204471111f,
                    0.07902860641479492f,
                    3.1006173230707645e-05f,
                    0.10154154896736145f,
                    -0.10157255828380585f,
                    0.13456788659095764f,
                    -0.2728395164012909f,
                    0.13827158510684967f,
                    -0.2074074000120163f,
                    0.21111109852790833f,
                    -0.003703703870996833f
                }));
    }

    @ParameterizedTest
    @MethodSource("crossEntropies")
    void crossEntropyIsPyTorchs(CrossEntropy loss, double value, float[] gradient) {
        UnaryOperator<NDArray> evaluated = z -> loss.loss(z, LABELS, loss.totalWeight(LABELS));
        check(evaluated, value, gradient);
    }

    @ParameterizedTest
    @MethodSource("crossEntropies")
    void thePartsOfADividedBatchAddUp(CrossEntropy loss, double value, float[] gradient) {
        double total = loss.totalWeight(LABELS);
        UnaryOperator<NDArray> evaluated = z -> loss.loss(z.get("0:1"), new int[] {LABELS[0]}, total)
                .add(loss.loss(z.get("1:4"), new int[] {LABELS[1], LABELS[2], LABELS[3]}, total));
        check(evaluated, value, gradient);
    }

    @Test
    void binaryCrossEntropyIsPyTorchs() {
        NDArray targets = manager.create(TARGETS, SHAPE);
        check(
                z -> Losses.binaryCrossEntropy(z, targets, Losses.constant(z, 1.0 / 12)),
                3.4022140502929688,
                new float[] {
                    -0.022411784157156944f,
                    0.009933576919138432f,
                    -0.031461719423532486f,
                    0.04684804379940033f,
                    0.03771451115608215f,
                    -0.060921549797058105f,
                    -0.0416666679084301f,
                    0.0416666679084301f,
                    0.02083333395421505f,
                    -0.08183448016643524f,
                    0.0833333358168602f,
                    -0.00993358064442873f
                });
    }

    static List<Arguments> binaryCrossEntropies() {
        return List.of(
                Arguments.of(BinaryCrossEntropy.plain(3), 1.1105479001998901, new float[] {
                    -0.022411784157156944f,
                    0.009933576919138432f,
                    -0.031461719423532486f,
                    0.04684804379940033f,
                    0.07938117533922195f,
                    0.022411786019802094f,
                    0.0416666679084301f,
                    -0.0416666679084301f,
                    0.0416666679084301f,
                    -0.08183448016643524f,
                    0,
                    0.07339975237846375f
                }),
                Arguments.of(new BinaryCrossEntropy(0.1, CLASS_WEIGHTS), 1.2564849853515625, new float[] {
                    -0.018245115876197815f,
                    0.002096923068165779f,
                    -0.012350735254585743f,
                    0.04268136993050575f,
                    0.07501690834760666f,
                    0.019768156111240387f,
                    0.03749999776482582f,
                    -0.07708332687616348f,
                    0.03854166343808174f,
                    -0.07766781002283096f,
                    0.004166672471910715f,
                    0.06948142498731613f
                }));
    }

    @ParameterizedTest
    @MethodSource("binaryCrossEntropies")
    void severalLabelsArePyTorchs(BinaryCrossEntropy loss, double value, float[] gradient) {
        check(z -> loss.loss(z, LABEL_SETS, 4), value, gradient);
        // the parts of a divided batch add up
        check(
                z -> loss.loss(z.get("0:1"), Arrays.copyOfRange(LABEL_SETS, 0, 1), 4)
                        .add(loss.loss(z.get("1:4"), Arrays.copyOfRange(LABEL_SETS, 1, 4), 4)),
                value,
                gradient);
    }

    @Test
    void squaredErrorOfASigmoidIsPyTorchs() {
        NDArray targets = manager.create(TARGETS, SHAPE);
        check(
                z -> Losses.squaredError(Activation.sigmoid(z), targets, Losses.constant(z, 1.0 / 12)),
                0.3187873661518097,
                new float[] {
                    -0.00881284847855568f,
                    0.002085923682898283f,
                    -0.01478724367916584f,
                    0.02306179888546467f,
                    0.003407630603760481f,
                    -0.023955808952450752f,
                    -0.02083333395421505f,
                    0.02083333395421505f,
                    0.010416666977107525f,
                    -0.0028908366803079844f,
                    0,
                    -0.0020859253127127886f
                });
    }

    /** A loss that overflows at large logits would be no number here. */
    @Test
    void largeLogitsAreFinite() {
        NDArray z = manager.create(new float[] {1e4f, -1e4f, 1e4f, -1e4f}, new Shape(2, 2));
        NDArray targets = manager.create(new float[] {0, 1, 1, 0}, new Shape(2, 2));
        assertEquals(2e4, Losses.binaryCrossEntropy(z, targets, z.onesLike()).getFloat(), 1);
        assertEquals(1e4, CrossEntropy.plain(2).loss(z, new int[] {1, 0}, 2).getFloat(), 1);
    }

    private void check(UnaryOperator<NDArray> loss, double value, float[] gradient) {
        NDArray z = manager.create(Z, SHAPE);
        z.setRequiresGradient(true);
        try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
            NDArray evaluated = loss.apply(z);
            assertTrue(evaluated.isScalar());
            assertEquals(value, evaluated.getFloat(), VALUE_TOLERANCE);
            collector.backward(evaluated);
        }
        assertArrayEquals(gradient, z.getGradient().toFloatArray(), GRADIENT_TOLERANCE);
        for (int i = 0; i < Z.length; i++) {
            // Central differences: h^2 of curvature, and float32's 1e-6 of a value of 10 over 2 h.
            float h = 0.05f;
            double slope = (at(loss, i, h) - at(loss, i, -h)) / (2 * h);
            assertEquals(slope, gradient[i], 2e-4, "logit " + i);
        }
    }

    private double at(UnaryOperator<NDArray> loss, int index, float change) {
        float[] moved = Z.clone();
        moved[index] += change;
        return loss.apply(manager.create(moved, SHAPE)).getFloat();
    }
}
