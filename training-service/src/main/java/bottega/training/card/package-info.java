/**
 * Model cards: what a run has written down, in words that a curator can weigh before relying on the model (Mitchell et al.
 * 2019, "Model Cards for Model Reporting", <a href="https://arxiv.org/abs/1810.03993">arXiv:1810.03993</a>).
 */
package bottega.training.card;
