package bottega.networks.layer;

import ai.djl.nn.Block;
import java.util.List;

/**
 * The steps that a network's computation is made of. A {@link Module} describes itself with these, and what travels
 * decides what comes of it: arrays give the forward pass, shapes give shapes, numbers give the depth.
 *
 * @param <T> what travels through the network
 */
public interface Flow<T> {
    /** One input, one output. */
    T through(Block block, T input);

    /** Two inputs, one output. */
    T through(BinaryModule block, T first, T second);

    /** Element by element, of equal shapes. */
    T sum(T one, T other);

    /** Element by element; {@code other} may have size 1 where {@code one} is larger. */
    T product(T one, T other);

    /** Along the channels, axis 1. */
    T concatenate(List<T> parts);
}
