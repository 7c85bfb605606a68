package bottega.networks.trace;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;

/** Hands a block's parameters out as recorded arrays under their paths in the block tree. */
final class RecordingParameterStore extends ParameterStore {
    private final Recorder recorder;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, NDArray> handedOut = new HashMap<>();

    RecordingParameterStore(Recorder recorder, ParameterList parameters, NDManager manager) {
        super(manager, false);
        this.recorder = recorder;
        parameters.forEach(entry -> names.put(entry.getValue().getId(), entry.getKey()));
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
