/**
 * L-BFGS (Liu and Nocedal 1989; Nocedal and Wright 2006, chapters 3 and 7) for functions of many float variables. It
 * knows nothing of pictures or networks: a function value and a gradient go in, steps come out.
 */
package bottega.style.optimise;
