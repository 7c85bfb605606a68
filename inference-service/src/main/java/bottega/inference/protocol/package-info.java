/**
 * The Open Inference Protocol v2 over REST, below {@code /v2}, with JSON tensors. Its errors are {@code {"error": ...}}
 * with the status codes of Triton, not problem details.
 */
package bottega.inference.protocol;
