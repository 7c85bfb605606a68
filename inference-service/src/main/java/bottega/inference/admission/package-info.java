/** What one request, and all of them together, may take of memory and processors; beyond it they are refused. */
package bottega.inference.admission;
