package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.networks.trace.Tracer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation that DJL has is translated, or has a reason why not; never both. */
class TranslatorsTest {
    @Test
    void everyOperationIsDecidedOn() {
        Set<String> undecided = new TreeSet<>(Tracer.operations());
        undecided.removeAll(Translators.names());
        undecided.removeAll(Unsupported.names());
        assertEquals(Set.of(), undecided);
    }

    @Test
    void noOperationIsBoth() {
        Set<String> both = new TreeSet<>(Translators.names());
        both.retainAll(Unsupported.names());
        assertEquals(Set.of(), both);
    }

    @Test
    void noDecisionIsLeftOver() {
        Set<String> leftOver = new TreeSet<>(Translators.names());
        leftOver.addAll(Unsupported.names());
        leftOver.removeAll(Tracer.operations());
        assertEquals(Set.of(), leftOver);
    }
}
