/**
 * What every answer to bad input looks like: RFC 9457 problem details that say what is wrong, where, what was
 * expected, what was received and what to do.
 */
package bottega.common.problem;
