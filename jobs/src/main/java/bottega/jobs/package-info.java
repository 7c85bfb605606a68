/** Long work that survives its process: queue, job folder, events, fencing; db-scheduler underneath. */
package bottega.jobs;
