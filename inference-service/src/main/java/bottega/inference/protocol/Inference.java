package bottega.inference.protocol;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bottega.common.inference.InferResponse;
import bottega.common.problem.Problem;
import bottega.inference.InferenceConfig;
import bottega.inference.admission.ComputeGate;
import bottega.inference.admission.MemoryBudget;
import bottega.inference.engine.InputTensors;
import bottega.inference.engine.OnnxEngine;
import bottega.inference.engine.OnnxModel;
import jakarta.inject.Singleton;
import java.util.Set;

/** From a request's JSON to the answer, for a model that the caller holds. */
@Singleton
class Inference {
    private final OnnxEngine engine;
    private final ComputeGate gate;
    private final int maxBatchSize;

    Inference(OnnxEngine engine, ComputeGate gate, InferenceConfig config) {
        this.engine = engine;
        this.gate = gate;
        maxBatchSize = config.inference().maxBatchSize();
    }

    InferResponse infer(OnnxModel model, byte[] body, MemoryBudget.Share memory) {
        InferMessage message = InferMessageReader.read(body);
        Set<String> wanted = InferOutputs.wanted(model, message.outputs());
        InferInputs inputs = new InferInputs(model, maxBatchSize);
        inputs.check(message.inputs());
        try (InputTensors tensors = engine.tensors()) {
            inputs.fill(tensors, message.inputs(), body, memory);
            try (ComputeGate.Place _ = gate.enter();
                    OrtSession.Result result = model.run(tensors, wanted)) {
                return new InferResponse(
                        model.name(),
                        Long.toString(model.version()),
                        message.id(),
                        InferOutputs.read(model, wanted, result));
            }
        } catch (OrtException e) {
            throw refused(e).exception(e);
        }
    }

    /** The tensors fit the declared inputs, and yet the graph cannot take them: an index or a size that the graph rules. */
    private static Problem refused(OrtException e) {
        if (String.valueOf(e.getMessage()).contains("Failed to allocate memory")) {
            return Problem.of(503, "busy", "Busy", "ONNX Runtime has no memory for this request now.")
                    .remedy("Send smaller batches, or try again in a moment.");
        }
        return Problem.of(400, "model-refused", "The model refused the input", "ONNX Runtime: " + e.getMessage())
                .remedy("Send values and free dimensions that the model can work with.");
    }
}
