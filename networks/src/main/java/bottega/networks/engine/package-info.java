/** DJL's PyTorch engine, started the way Bottega wants it: from the jars at hand, without calls to the outside. */
package bottega.networks.engine;
