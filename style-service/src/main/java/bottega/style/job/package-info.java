/** Style transfer as a durable job: what is kept of a request, and how it is run, checkpointed and shown. */
package bottega.style.job;
