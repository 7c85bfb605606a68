package bottega.networks.weights.pickle;

import java.util.List;

/** What a pickle may build beside Python's plain values. Every name that is not known is refused. */
public interface Constructors {
    /**
     * The meaning of {@code module.name}.
     *
     * @throws PickleException when it is not among the few that are known
     */
    Object global(String module, String name);

    /**
     * The result of calling what {@link #global} gave.
     *
     * @throws PickleException when it cannot be called, or not with these arguments
     */
    Object call(Object callable, List<?> arguments);

    /**
     * The object that lies outside the pickle under an id.
     *
     * @throws PickleException when there is none
     */
    Object persistent(Object id);
}
