package bottega.training.lesson;

import static bottega.training.lesson.Shown.number;
import static bottega.training.lesson.Shown.operand;

import bottega.common.lesson.Activation;
import bottega.common.lesson.NeuronPoint;
import bottega.common.lesson.NeuronStep;
import bottega.common.lesson.NeuronWeights;
import java.util.List;

/** {@code P = activation(w1 a1 + w2 a2 + b)}, with the squared error {@code (P - expected)^2} as cost. */
record Neuron(Activation activation, double w1, double w2, double b) {

    double sum(double a1, double a2) {
        return w1 * a1 + w2 * a2 + b;
    }

    double output(double a1, double a2) {
        double t = sum(a1, a2);
        return switch (activation) {
            case SIGMOID -> sigmoid(t);
            case TANH -> Math.tanh(t);
        };
    }

    static double sigmoid(double t) {
        return 1 / (1 + Math.exp(-t));
    }

    /** dP/dt from P itself. */
    private double slope(double p) {
        return switch (activation) {
            case SIGMOID -> p * (1 - p);
            case TANH -> 1 - p * p;
        };
    }

    Neuron trained(double a1, double a2, double expected, double learningRate) {
        double p = output(a1, a2);
        double costByT = 2 * (p - expected) * slope(p);
        return new Neuron(
                activation,
                w1 - learningRate * costByT * a1,
                w2 - learningRate * costByT * a2,
                b - learningRate * costByT);
    }

    NeuronWeights.Trained weights() {
        return new NeuronWeights.Trained(w1, w2, b);
    }

    NeuronStep step(NeuronPoint point, double learningRate) {
        double a1 = point.a1();
        double a2 = point.a2();
        double expected = point.expected();
        double t = sum(a1, a2);
        double p = output(a1, a2);
        double cost = (p - expected) * (p - expected);
        double costByP = 2 * (p - expected);
        double pByT = slope(p);
        double costByT = costByP * pByT;
        Neuron next = trained(a1, a2, expected, learningRate);
        double nextP = next.output(a1, a2);
        double nextCost = (nextP - expected) * (nextP - expected);
        String name = activation == Activation.SIGMOID ? "sigmoid" : "tanh";
        String slope = activation == Activation.SIGMOID
                ? "P (1 - P) = " + number(p) + " x " + number(1 - p)
                : "1 - P^2 = 1 - " + operand(p) + "^2";
        String factors = number(costByP) + " x " + operand(pByT) + " x ";
        String rate = " - " + number(learningRate) + " x ";
        List<String> lines = List.of(
                "forward: t = w1 a1 + w2 a2 + b = " + number(w1) + " x " + operand(a1) + " + " + operand(w2) + " x "
                        + operand(a2) + " + " + operand(b) + " = " + number(w1 * a1) + " + " + operand(w2 * a2) + " + "
                        + operand(b) + " = " + number(t),
                "forward: P = " + name + "(t) = " + name + "(" + number(t) + ") = " + number(p),
                "cost: C = (P - E)^2 = (" + number(p) + " - " + operand(expected) + ")^2 = " + number(cost),
                "back: dC/dP = 2 (P - E) = " + number(costByP),
                "back: dP/dt = " + slope + " = " + number(pByT),
                "back: dt/dw1 = a1 = " + number(a1) + ", dt/dw2 = a2 = " + number(a2) + ", dt/db = 1",
                "back: dC/dw1 = dC/dP x dP/dt x dt/dw1 = " + factors + operand(a1) + " = " + number(costByT * a1),
                "back: dC/dw2 = dC/dP x dP/dt x dt/dw2 = " + factors + operand(a2) + " = " + number(costByT * a2),
                "back: dC/db = dC/dP x dP/dt x dt/db = " + factors + "1 = " + number(costByT),
                "new: w1 = " + number(w1) + rate + operand(costByT * a1) + " = " + number(next.w1),
                "new: w2 = " + number(w2) + rate + operand(costByT * a2) + " = " + number(next.w2),
                "new: b = " + number(b) + rate + operand(costByT) + " = " + number(next.b),
                "with them: P = " + number(nextP) + ", C = " + number(nextCost));
        return new NeuronStep(
                point,
                new NeuronWeights(w1, w2, b),
                learningRate,
                t,
                p,
                cost,
                costByP,
                pByT,
                a1,
                a2,
                1,
                costByT * a1,
                costByT * a2,
                costByT,
                next.weights(),
                nextP,
                nextCost,
                p - learningRate * 2 * (p - expected),
                lines);
    }
}
