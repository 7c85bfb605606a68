package bottega.networks.onnx;

import bottega.networks.trace.Operation;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All operations that can be translated, by the names of their methods. */
final class Translators {
    private static final Map<String, Translator> BY_NAME = byName();

    private Translators() {}

    private static Map<String, Translator> byName() {
        var all = new TreeMap<String, Translator>();
        all.putAll(LayerTranslators.BY_NAME);
        all.putAll(PoolingTranslators.BY_NAME);
        all.putAll(ActivationTranslators.BY_NAME);
        all.putAll(FunctionTranslators.BY_NAME);
        all.putAll(ArithmeticTranslators.BY_NAME);
        all.putAll(LogicTranslators.BY_NAME);
        all.putAll(ShapeTranslators.BY_NAME);
        all.putAll(ReductionTranslators.BY_NAME);
        all.putAll(IndexTranslators.BY_NAME);
        all.putAll(JoinTranslators.BY_NAME);
        all.putAll(RepetitionTranslators.BY_NAME);
        all.putAll(OrderTranslators.BY_NAME);
        all.putAll(ResizeTranslators.BY_NAME);
        all.putAll(MatrixTranslators.BY_NAME);
        return all;
    }

    static Translator of(Operation operation) {
        Translator translator = BY_NAME.get(operation.name());
        if (translator == null) {
            throw new ExportException(operation + " has no translation to ONNX"
                    + Unsupported.reason(operation.name())
                            .map(reason -> " (" + reason + ")")
                            .orElse("")
                    + "; called at " + operation.calledAt() + "; supported are " + String.join(", ", names()));
        }
        return translator;
    }

    /** Of all operations that can be translated, in alphabetical order. */
    static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(BY_NAME.keySet()));
    }
}
