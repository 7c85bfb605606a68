package bottega.networks.onnx;

import java.util.List;

/**
 * What an export found out about the file that it wrote.
 *
 * @param opset ONNX operator set, see {@link Opset}
 * @param bytes of the file
 * @param batchSizes at which ONNX Runtime was held against DJL
 * @param outputs how each output agreed, in the file's order
 */
public record ExportReport(int opset, long bytes, List<Integer> batchSizes, List<OutputAgreement> outputs) {}
