/**
 * The demonstration, a client of the three services like any other: it draws a data set, uploads it, trains, publishes,
 * classifies pictures that were held out and has one picture stylised, all over REST.
 */
package bottega.deploy.demo;
