/** What style-service and its clients say to each other. */
package bottega.common.style;
