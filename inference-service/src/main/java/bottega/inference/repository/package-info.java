/**
 * The model repository, {@code models/<name>/<version>/model.onnx} below {@code bottega.home}, as it is read: polled for
 * changes, the newest version that loads serves, and whatever fails leaves in place what served before.
 */
package bottega.inference.repository;
