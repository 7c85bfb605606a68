package bottega.common.lesson;

import java.util.List;

/**
 * One step of training for one point: forward, cost, back by the chain rule, new weights.
 *
 * @param t w1 a1 + w2 a2 + b
 * @param p the activation of t
 * @param cost (P - expected) squared
 * @param costByP dC/dP = 2 (P - expected)
 * @param pByT dP/dt; sigmoid: P (1 - P), tanh: 1 - P squared
 * @param tByW1 dt/dw1 = a1
 * @param tByW2 dt/dw2 = a2
 * @param tByB dt/db = 1
 * @param costByW1 product of the three
 * @param next w - learning rate x dC/dw, the same for b
 * @param nextP of the same point with the new weights
 * @param nextPByFirstRule P - learning rate x 2 (P - expected), the slides' picture of a step before weights come in
 * @param lines the same as sentences of arithmetic, rounded to six digits
 */
public record NeuronStep(
        NeuronPoint point,
        NeuronWeights weights,
        double learningRate,
        double t,
        double p,
        double cost,
        double costByP,
        double pByT,
        double tByW1,
        double tByW2,
        double tByB,
        double costByW1,
        double costByW2,
        double costByB,
        NeuronWeights.Trained next,
        double nextP,
        double nextCost,
        double nextPByFirstRule,
        List<String> lines) {}
