package bottega.training.card;

import bottega.common.card.ModelCard;
import bottega.common.dataset.Part;
import bottega.common.judgement.Judgement;
import bottega.common.model.ModelManifest;
import bottega.common.training.CardTexts;
import bottega.common.training.RunParameters;
import bottega.common.training.RunResult;

/** Puts a card together. */
public final class ModelCards {
    private ModelCards() {}

    /**
     * What a run left behind.
     *
     * @param result with a manifest
     * @param test null where the run has no test part
     */
    public record Sources(
            String run,
            RunParameters parameters,
            RunResult result,
            RunFacts facts,
            Judgement validation,
            Judgement test,
            ModelCard.File file) {}

    /**
     * @param name null before it is published
     * @param version likewise
     * @param date ISO-8601, UTC
     */
    public static ModelCard of(Sources sources, String name, Integer version, String date, CardTexts texts) {
        ModelManifest manifest = sources.result().manifest();
        RunParameters parameters = sources.parameters();
        ModelCard.Evaluation evaluation = sources.test() == null
                ? Evaluations.of(Part.VALIDATION, sources.validation(), parameters.seed())
                : Evaluations.of(Part.TEST, sources.test(), parameters.seed());
        return new ModelCard(
                ModelCard.SCHEMA,
                name,
                version,
                date,
                sources.run(),
                texts,
                new ModelCard.Network(
                        manifest.network(),
                        sources.facts().parameters(),
                        manifest.inputWidth(),
                        manifest.inputHeight(),
                        manifest.cropPolicy(),
                        parameters.start()),
                sources.facts().data(),
                evaluation,
                Limits.of(
                        manifest,
                        sources.facts().data(),
                        evaluation,
                        sources.result().diagnosis()),
                sources.result().diagnosis(),
                new ModelCard.Training(
                        parameters.seed(),
                        sources.result().bestEpoch(),
                        sources.result().history().size(),
                        sources.result().device(),
                        manifest.provenance().trainedAt(),
                        manifest.provenance().hyperParameters(),
                        manifest.provenance().versions()),
                sources.file());
    }
}
