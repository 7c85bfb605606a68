package bottega.common.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A search for the learning rate of a run. What is null gets its default.
 *
 * @param run as it would be sent to {@code POST /runs}; its learning rate, schedule and number of epochs play no part
 * @param least rate of the first step, above 0; default 0.000001
 * @param most rate of the last step, above {@code least}, at most 10; default 1
 * @param steps 10 to 10,000; default 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningRateSearchRequest(RunRequest run, Double least, Double most, Integer steps) {
    public LearningRateSearchRequest {
        if (run == null) {
            throw Limits.bad("run", "a run as it would be sent to POST /runs", "nothing");
        }
        least = Limits.above("least", least, 1e-6, 0, 1);
        most = Limits.above("most", most, 1, least, 10);
        steps = Limits.whole("steps", steps, 100, 10, 10_000);
    }
}
