/** The zoo as DJL blocks, weight files in and out, ONNX export by tracing. */
package bottega.networks;
