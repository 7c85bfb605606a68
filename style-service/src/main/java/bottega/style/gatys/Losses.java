package bottega.style.gatys;

import java.util.SequencedMap;

/**
 * One evaluation's losses, without alpha and beta but for the total.
 *
 * @param content over all content layers
 * @param style mean over all style layers
 * @param total {@code alpha x content + beta x style}
 * @param styleLayers each style layer's own loss, by name
 */
public record Losses(double content, double style, double total, SequencedMap<String, Double> styleLayers) {}
