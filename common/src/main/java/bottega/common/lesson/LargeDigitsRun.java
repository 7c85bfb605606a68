package bottega.common.lesson;

import bottega.common.training.RunStatus;
import java.util.List;

/**
 * A lesson that is a training run: it goes on after this answer.
 *
 * @param parameters with defaults filled in
 * @param weights and biases of the network
 * @param run as it was queued; its links lead to the rest
 * @param lookAt what to look at, and under which link
 */
public record LargeDigitsRun(
        LargeDigitsRequest parameters, int weights, RunStatus run, List<String> lookAt, List<String> notes) {}
