package bottega.networks.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;

/** Hands a block's parameters out as recorded arrays under their {@link bottega.networks.layer.ParameterNames}. */
final class RecordingParameterStore extends ParameterStore {
    private final Recorder recorder;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, NDArray> handedOut = new HashMap<>();

    RecordingParameterStore(Recorder recorder, Map<String, Parameter> parameters, NDManager manager) {
        super(manager, false);
        this.recorder = recorder;
        parameters.forEach((name, parameter) -> names.put(parameter.getId(), name));
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        if (parameter == null) {
            return null;
        }
        if (training) {
            throw new TraceException("a block asked for parameter '" + names.get(parameter.getId())
                    + "' for training: a trace runs in evaluation mode, pass the 'training' argument on");
        }
        recorder.handedOut(names.get(parameter.getId()));
        return handedOut.computeIfAbsent(parameter.getId(), id -> {
            String name = names.get(id);
            if (name == null) {
                throw new TraceException("parameter '" + parameter.getName()
                        + "' is not in the block's parameter list: register it with addParameter or addChildBlock");
            }
            return recorder.parameter(name, parameter.getArray());
        });
    }
}
