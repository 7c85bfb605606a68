/**
 * Weight files in and out. The format is safetensors (8 bytes little-endian header length, a JSON header, the tensors'
 * bytes): it holds nothing but numbers, so a file from elsewhere can be read without running anything.
 */
package bottega.networks.weights;
