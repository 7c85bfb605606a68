package bottega.networks.weights.pickle;

import java.util.List;

/** Python's tuple: a list that does not change. Equal by identity, because its elements may contain it. */
public final class Tuple {
    private final List<Object> elements;

    Tuple(List<Object> elements) {
        this.elements = elements;
    }

    public List<Object> elements() {
        return elements;
    }
}
