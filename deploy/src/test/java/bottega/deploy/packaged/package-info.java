/** The three packaged services as processes, and what is asked of them through REST alone. */
package bottega.deploy.packaged;
