/** What is built on top of the three services: the demonstration and its drawn data. Nothing builds on it. */
package bottega.deploy;
