/** The life of long work as clients see it: state, progress and events. */
package bottega.common.job;
