package bottega.training.network;

import bottega.common.training.NetworkDescription;
import bottega.common.training.NetworkDescription.Published;
import bottega.networks.zoo.NetworkSummary;
import bottega.networks.zoo.NetworkType;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** The zoo with its figures. They are counted when first asked for, since that builds every network once. */
@Singleton
class NetworkCatalogue {
    private static final int CLASSES = 1000;

    private List<NetworkDescription> descriptions;

    synchronized List<NetworkDescription> descriptions() {
        if (descriptions == null) {
            descriptions = Arrays.stream(NetworkType.values())
                    .map(NetworkCatalogue::describe)
                    .toList();
        }
        return descriptions;
    }

    private static NetworkDescription describe(NetworkType type) {
        NetworkSummary summary = NetworkSummary.of(type, CLASSES);
        return new NetworkDescription(
                type.publicName(),
                summary.parameters(),
                summary.depth(),
                Math.round(summary.megabytes() * 10) / 10.0,
                type.inputSize(),
                type.leastInputSize(),
                type.dropout().map(rate -> Double.valueOf(rate.toString())).orElse(null),
                type.published()
                        .map(table -> new Published(
                                Math.round(table.millionParameters() * 1e6),
                                table.depth() == 0 ? null : table.depth(),
                                table.megabytes(),
                                table.inputSize()))
                        .orElse(null),
                type.note().isEmpty() ? null : type.note());
    }
}
