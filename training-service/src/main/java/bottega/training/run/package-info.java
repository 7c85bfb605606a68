/** Training runs over REST: a request becomes a job, the job drives {@code bottega.training.engine} and exports. */
package bottega.training.run;
