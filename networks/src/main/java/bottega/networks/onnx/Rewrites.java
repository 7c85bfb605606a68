package bottega.networks.onnx;

import java.util.ArrayList;
import java.util.List;

/** All patterns that are looked for. */
final class Rewrites {
    private Rewrites() {}

    static List<Rewrite> of(boolean foldsBatchNorms) {
        var rewrites = new ArrayList<Rewrite>();
        if (foldsBatchNorms) {
            rewrites.add(new BatchNormFolding());
        }
        rewrites.add(new NormalisationPattern());
        rewrites.add(new ReflectionPattern());
        return rewrites;
    }
}
