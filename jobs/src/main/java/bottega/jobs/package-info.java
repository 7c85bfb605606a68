/**
 * Long work that survives its process: a job is a row and a folder, queued with db-scheduler in an embedded H2 file or,
 * for several replicas, in PostgreSQL. One thread of the process, always the same, runs the {@link bottega.jobs.JobHandler
 * handlers}; each attempt at a job has a number, and whatever an older attempt still tries to write is refused.
 */
package bottega.jobs;
