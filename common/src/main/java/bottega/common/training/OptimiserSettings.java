package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/**
 * How a gradient becomes a step. What is null gets its default. Weight decay is for the weights of convolutions and
 * linear layers only: biases and batch normalisation's scale and shift are left alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "sgd", value = OptimiserSettings.Sgd.class),
    @JsonSubTypes.Type(name = "adam", value = OptimiserSettings.Adam.class),
    @JsonSubTypes.Type(name = "adamw", value = OptimiserSettings.AdamW.class)
})
public sealed interface OptimiserSettings {
    Double weightDecay();

    /**
     * Gradient descent: {@code b = momentum b + g; w = w - rate b}, with {@code g + momentum b} for {@code b} in the step
     * when it is Nesterov's (Sutskever et al. 2013).
     *
     * @param momentum 0 to below 1; default 0
     * @param nesterov only with momentum; default false
     * @param weightDecay L2: {@code weightDecay w} is added to the gradient; 0 to 1, default 0
     */
    record Sgd(Double momentum, Boolean nesterov, Double weightDecay) implements OptimiserSettings {
        public Sgd {
            momentum = Limits.below("momentum", momentum, 0, 0, 1);
            nesterov = Objects.requireNonNullElse(nesterov, false);
            weightDecay = Limits.from("weightDecay", weightDecay, 0, 0, 1);
            if (nesterov && momentum == 0) {
                throw Limits.bad("momentum", "a momentum above 0 (0.9 is usual), or no nesterov", momentum);
            }
        }
    }

    /**
     * Kingma, Ba 2015.
     *
     * @param beta1 0 to below 1; default 0.9
     * @param beta2 0 to below 1; default 0.999
     * @param epsilon above 0, at most 1; default 1e-8
     * @param weightDecay L2: {@code weightDecay w} is added to the gradient; 0 to 1, default 0
     */
    record Adam(Double beta1, Double beta2, Double epsilon, Double weightDecay) implements OptimiserSettings {
        public Adam {
            beta1 = Limits.below("beta1", beta1, 0.9, 0, 1);
            beta2 = Limits.below("beta2", beta2, 0.999, 0, 1);
            epsilon = Limits.above("epsilon", epsilon, 1e-8, 0, 1);
            weightDecay = Limits.from("weightDecay", weightDecay, 0, 0, 1);
        }

        public static Adam defaults() {
            return new Adam(null, null, null, null);
        }
    }

    /**
     * Loshchilov, Hutter 2019: Adam with the decay taken from the weights themselves, {@code w = (1 - rate weightDecay) w}.
     *
     * @param beta1 0 to below 1; default 0.9
     * @param beta2 0 to below 1; default 0.999
     * @param epsilon above 0, at most 1; default 1e-8
     * @param weightDecay decoupled; 0 to 1, default 0.01
     */
    record AdamW(Double beta1, Double beta2, Double epsilon, Double weightDecay) implements OptimiserSettings {
        public AdamW {
            beta1 = Limits.below("beta1", beta1, 0.9, 0, 1);
            beta2 = Limits.below("beta2", beta2, 0.999, 0, 1);
            epsilon = Limits.above("epsilon", epsilon, 1e-8, 0, 1);
            weightDecay = Limits.from("weightDecay", weightDecay, 0.01, 0, 1);
        }
    }
}
