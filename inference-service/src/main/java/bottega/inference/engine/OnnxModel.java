package bottega.inference.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import bottega.common.image.Resampler;
import bottega.common.model.ModelManifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A version of a model, loaded. It counts who uses it: {@link #retain} before use, {@link #release} after it; the
 * session closes when the count reaches zero. The one who loaded it holds the first count.
 */
public final class OnnxModel {
    private static final Logger LOG = Logger.getLogger(OnnxModel.class);

    private final String name;
    private final long version;
    private final OrtSession session;
    private final Map<String, TensorSpec> inputs;
    private final Map<String, TensorSpec> outputs;
    private final ModelManifest manifest;
    private final AtomicInteger users = new AtomicInteger(1);

    private OnnxModel(
            String name,
            long version,
            OrtSession session,
            Map<String, TensorSpec> inputs,
            Map<String, TensorSpec> outputs,
            ModelManifest manifest) {
        this.name = name;
        this.version = version;
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
        this.manifest = manifest;
    }

    static OnnxModel of(String name, long version, OrtSession session) throws OrtException, ModelLoadException {
        Map<String, TensorSpec> inputs = specs(session.getInputInfo());
        Map<String, TensorSpec> outputs = specs(session.getOutputInfo());
        Optional<String> json = session.getMetadata().getCustomMetadataValue(ModelManifest.KEY);
        ModelManifest manifest = json.isPresent() ? Manifests.read(json.get(), inputs, outputs) : null;
        if (manifest != null && !manifest.takesNumbers() && !Resampler.NAME.equals(manifest.resampler())) {
            LOG.warnf(
                    "Model %s version %d was trained with the resampler %s and is served with %s: its answers may differ",
                    name, version, manifest.resampler(), Resampler.NAME);
        }
        return new OnnxModel(name, version, session, inputs, outputs, manifest);
    }

    private static Map<String, TensorSpec> specs(Map<String, NodeInfo> nodes) throws ModelLoadException {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        for (NodeInfo node : nodes.values()) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) {
                throw new ModelLoadException("`" + node.getName()
                        + "` is no tensor but a sequence or map, which the Open Inference Protocol cannot carry");
            }
            TensorSpec spec = TensorSpec.of(
                    node.getName(),
                    Datatypes.of(tensor.onnxType)
                            .orElseThrow(() -> new ModelLoadException("`" + node.getName() + "` is of type "
                                    + tensor.onnxType + ", which the Open Inference Protocol does not have")),
                    tensor.getShape());
            specs.put(spec.name(), spec);
        }
        return specs;
    }

    public String name() {
        return name;
    }

    public long version() {
        return version;
    }

    /** By name, in the graph's order. */
    public Map<String, TensorSpec> inputs() {
        return inputs;
    }

    /** By name, in the graph's order. */
    public Map<String, TensorSpec> outputs() {
        return outputs;
    }

    /** Empty for a model from elsewhere. */
    public Optional<ModelManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /**
     * @return false when the model is closed, or about to be
     */
    public boolean retain() {
        return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    public void release() {
        int left = users.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("released more often than retained: " + this);
        }
        if (left == 0) {
            try {
                session.close();
                LOG.infof("Closed %s", this);
            } catch (OrtException e) {
                LOG.errorf(e, "%s cannot be closed: its memory is lost until the process ends", this);
            }
        }
    }

    /**
     * @param wanted names of outputs, at least one
     * @return to be closed by the caller
     */
    public OrtSession.Result run(InputTensors tensors, Set<String> wanted) throws OrtException {
        return session.run(tensors.byName(), wanted);
    }

    @Override
    public String toString() {
        return "model " + name + " version " + version;
    }
}
