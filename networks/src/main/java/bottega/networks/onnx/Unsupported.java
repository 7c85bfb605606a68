package bottega.networks.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Operations that a trace may contain and that are not translated, with the reason. */
final class Unsupported {
    private static final Map<String, String> REASONS = reasons();

    private Unsupported() {}

    private static Map<String, String> reasons() {
        var reasons = new LinkedHashMap<String, String>();
        add(
                reasons,
                "DJL's PyTorch engine does not compute it either",
                "acosh",
                "asinh",
                "atanh",
                "batchDot",
                "deconvolution",
                "multiBoxTarget",
                "prelu",
                "randomBrightness",
                "randomColorJitter",
                "randomFlipLeftRight",
                "randomFlipTopBottom",
                "randomHue",
                "sequenceMask",
                "trace");
        add(
                reasons,
                "ONNX's operator set 17 has nothing for complex numbers in real pictures",
                "complex",
                "conj",
                "fft",
                "fft2",
                "ifft",
                "ifft2",
                "irfft",
                "real",
                "rfft",
                "stft");
        add(
                reasons,
                "ONNX's operator set 17 has no such function",
                "atan2",
                "cumProd",
                "erfinv",
                "gammaln",
                "inverse",
                "median",
                "percentile");
        add(reasons, "recurrent layers are not for images", "gru", "lstm", "rnn");
        add(reasons, "DJL's implementation writes into the index; use gather", "gatherNd");
        add(reasons, "multiply with an identity matrix and sum instead", "diagonal");
        add(reasons, "ONNX Runtime's CPU kernels are dense", "toSparse");
        return reasons;
    }

    private static void add(Map<String, String> reasons, String reason, String... names) {
        for (String name : names) {
            reasons.put(name, reason);
        }
    }

    static Optional<String> reason(String operation) {
        return Optional.ofNullable(REASONS.get(operation));
    }

    static Set<String> names() {
        return REASONS.keySet();
    }
}
