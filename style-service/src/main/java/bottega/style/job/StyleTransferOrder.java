package bottega.style.job;

import bottega.common.style.StyleNetwork;
import bottega.common.style.StyleParameters;
import bottega.style.gatys.GatysSettings;
import bottega.style.transfer.TransferSettings;

/**
 * What is stored of a request.
 *
 * @param parameters with no null in them
 * @param network that was chosen when the job was submitted
 */
public record StyleTransferOrder(StyleParameters parameters, StyleNetwork network) {
    public static final String KIND = "style-transfer";

    TransferSettings settings() {
        return new TransferSettings(
                losses(parameters),
                parameters.start(),
                parameters.steps(),
                parameters.seed(),
                parameters.historySize());
    }

    /** @param complete parameters without null */
    public static GatysSettings losses(StyleParameters complete) {
        return GatysSettings.of(complete.contentWeight(), complete.styleWeight(), complete.normalisation());
    }
}
