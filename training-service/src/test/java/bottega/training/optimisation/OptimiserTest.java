package bottega.training.optimisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.training.OptimiserSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten steps beside PyTorch's own optimisers (2.13.0, CPU):
 *
 * <pre>
 * w = torch.tensor([[1., -2., .5], [.25, 3., -1.]], requires_grad=True)
 * b = torch.tensor([.1, -.4], requires_grad=True)
 * x = torch.tensor([[1., 2., -1.], [.5, -1., 2.], [3., 0., 1.], [-2., 1., .5]])
 * t = torch.tensor([[1., 0.], [0., 1.], [2., -1.], [-1., .5]])
 * o = torch.optim.SGD([{"params": [w]}, {"params": [b], "weight_decay": 0.}], lr=.05, ...)
 * for _ in range(10):
 *     o.zero_grad(); ((x @ w.T + b - t) ** 2).mean().backward(); o.step()
 * </pre>
 */
class OptimiserTest {
    /** Ten steps of some ten roundings of 6e-8 each, of values up to 3. */
    private static final float TOLERANCE = 5e-6f;

    static List<Arguments> golden() {
        return List.of(
                Arguments.of(new OptimiserSettings.Sgd(null, null, null), new float[] {
                    0.6208571791648865f,
                    -0.8410756587982178f,
                    -0.3160077929496765f,
                    -0.03833410516381264f,
                    1.3811379671096802f,
                    0.38942939043045044f,
                    0.3398818075656891f,
                    -0.5804539918899536f
                }),
                Arguments.of(new OptimiserSettings.Sgd(null, null, 0.1), new float[] {
                    0.6051494479179382f,
                    -0.7953516840934753f,
                    -0.30317819118499756f,
                    -0.042234793305397034f,
                    1.3105261325836182f,
                    0.3792836666107178f,
                    0.33636200428009033f,
                    -0.5711328387260437f
                }),
                Arguments.of(new OptimiserSettings.Sgd(0.9, false, 0.1), new float[] {
                    0.7170484066009521f,
                    0.6608092188835144f,
                    -0.8561592698097229f,
                    -0.6431947946548462f,
                    -0.6868020296096802f,
                    1.7929409742355347f,
                    0.940253496170044f,
                    -0.8025677800178528f
                }),
                Arguments.of(new OptimiserSettings.Sgd(0.9, true, 0.1), new float[] {
                    0.6563684940338135f,
                    0.25779035687446594f,
                    -0.5937267541885376f,
                    -0.450055330991745f,
                    -0.09384751319885254f,
                    1.2731168270111084f,
                    0.8088691234588623f,
                    -0.6861206889152527f
                }),
                Arguments.of(OptimiserSettings.Adam.defaults(), new float[] {
                    0.5346556901931763f, -1.5089716911315918f, 0.008631609380245209f, -0.004155133850872517f,
                    2.505227565765381f, -0.5029316544532776f, 0.5941019654273987f, -0.8300772309303284f
                }),
                // An epsilon so large that a wrong place of it would show.
                Arguments.of(new OptimiserSettings.Adam(0.8, 0.95, 1e-2, 0.1), new float[] {
                    0.5479780435562134f,
                    -1.5140700340270996f,
                    0.014850959181785583f,
                    0.024090541526675224f,
                    2.5085206031799316f,
                    -0.5059395432472229f,
                    0.5805320739746094f,
                    -0.804912805557251f
                }),
                Arguments.of(new OptimiserSettings.AdamW(null, null, null, 0.1), new float[] {
                    0.5031612515449524f,
                    -1.4235106706619263f,
                    -0.0034876838326454163f,
                    -0.011723116971552372f,
                    2.3707780838012695f,
                    -0.4659765958786011f,
                    0.5935182571411133f,
                    -0.8183906674385071f
                }),
                Arguments.of(new OptimiserSettings.AdamW(0.8, 0.95, 1e-2, 0.1), new float[] {
                    0.5201960206031799f,
                    -1.4294428825378418f,
                    0.0027630478143692017f,
                    0.01841500587761402f,
                    2.374770402908325f,
                    -0.4691809415817261f,
                    0.5795788764953613f,
                    -0.7916266708821716f
                }));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void goesTheWayOfPyTorchs(OptimiserSettings settings, float[] expected) {
        try (var problem = new LeastSquares()) {
            Optimiser optimiser = Optimiser.of(settings, problem.weights());
            for (int step = 0; step < 10; step++) {
                problem.backward();
                optimiser.step(0.05);
            }
            assertEquals(10, optimiser.steps());
            assertArrayEquals(expected, values(problem), TOLERANCE);
        }
    }

    @Test
    void gradientsAreZeroAfterAStep() {
        for (Arguments each : golden()) {
            try (var problem = new LeastSquares()) {
                Optimiser optimiser = Optimiser.of((OptimiserSettings) each.get()[0], problem.weights());
                problem.backward();
                optimiser.step(0.05);
                assertEquals(0, GradientNorms.of(problem.weights()).whole());
            }
        }
    }

    /** {@code torch.nn.utils.clip_grad_norm_([w, b], .5)} before each step of plain gradient descent. */
    @Test
    void gradientsAreClippedLikePyTorchs() {
        double[] norms = {
            8.747368812561035, 8.685522079467773, 8.623720169067383, 8.56196403503418, 8.50025463104248,
            8.438589096069336, 8.376968383789062, 8.315393447875977, 8.253863334655762, 8.192378997802734
        };
        try (var problem = new LeastSquares()) {
            Optimiser optimiser = Optimiser.of(new OptimiserSettings.Sgd(null, null, null), problem.weights());
            for (double expected : norms) {
                problem.backward();
                GradientNorms before = GradientNorms.of(problem.weights());
                assertEquals(expected, before.whole(), 1e-5);
                before.clip(problem.weights(), 0.5);
                assertEquals(0.5, GradientNorms.of(problem.weights()).whole(), 1e-6);
                optimiser.step(0.05);
            }
            float[] expected = {
                0.9477980136871338f,
                -1.8922443389892578f,
                0.41562068462371826f,
                0.23096011579036713f,
                2.849083185195923f,
                -0.8677324056625366f,
                0.11390518397092819f,
                -0.4146929979324341f
            };
            assertArrayEquals(expected, values(problem), TOLERANCE);
        }
    }

    @Test
    void aShortGradientIsNotClipped() {
        try (var problem = new LeastSquares()) {
            problem.backward();
            GradientNorms before = GradientNorms.of(problem.weights());
            before.clip(problem.weights(), 100);
            assertEquals(before, GradientNorms.of(problem.weights()));
        }
    }

    private static float[] values(LeastSquares problem) {
        float[] all = new float[8];
        System.arraycopy(problem.weight(), 0, all, 0, 6);
        System.arraycopy(problem.bias(), 0, all, 6, 2);
        return all;
    }
}
