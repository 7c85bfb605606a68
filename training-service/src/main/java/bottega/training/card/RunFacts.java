package bottega.training.card;

import bottega.common.card.ModelCard;

/**
 * What a run writes down for its model's card while it has the data set and the network at hand: the data set may be deleted
 * later.
 *
 * @param parameters of the network
 */
public record RunFacts(long parameters, ModelCard.Data data) {}
