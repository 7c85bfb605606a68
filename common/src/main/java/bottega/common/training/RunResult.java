package bottega.common.training;

import bottega.common.judgement.TestSummary;
import bottega.common.judgement.Verdict;
import bottega.common.model.ModelManifest;
import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a run left.
 *
 * @param bestEpoch the epoch whose weights were kept: the highest validation accuracy (mean average precision, where a
 *     picture has several labels), then the lowest loss; with early stopping on the loss the other way round
 * @param history every epoch; fewer than asked for where early stopping ended the run
 * @param device where it was computed: {@code cpu()}, {@code gpu(0)}
 * @param diagnosis what the run shows, in words
 * @param test of the weights that were kept, on the test part; null where the run has none
 * @param manifest of the exported model; null when it could not be exported
 * @param exportProblem why it could not be exported; null when it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        int bestEpoch,
        List<EpochMetrics> history,
        String device,
        List<Verdict> diagnosis,
        TestSummary test,
        ModelManifest manifest,
        Problem exportProblem) {
    public RunResult {
        history = List.copyOf(history);
        diagnosis = List.copyOf(diagnosis);
    }
}
