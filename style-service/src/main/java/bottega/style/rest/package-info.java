/** The service's REST interface: jobs are submitted, watched, cancelled, and give their pictures. */
package bottega.style.rest;
