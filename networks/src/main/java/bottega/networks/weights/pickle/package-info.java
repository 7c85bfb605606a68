/**
 * Python's pickle, read as data: a small stack machine that builds lists, tuples, dictionaries, text and numbers by
 * itself and hands everything else to {@link bottega.networks.weights.pickle.Constructors}, which knows a few names
 * and refuses the rest. Nothing of the file is ever run. The format is described in Python's {@code pickletools}.
 */
package bottega.networks.weights.pickle;
