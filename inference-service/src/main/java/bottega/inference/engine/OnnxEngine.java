package bottega.inference.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import bottega.inference.InferenceConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process' one ONNX Runtime, its telemetry off, and how sessions are made in it. */
@Singleton
public class OnnxEngine {
    private final OrtEnvironment environment;
    private final int threads;
    private final long maxModelBytes;

    OnnxEngine(InferenceConfig config) {
        environment = OrtEnvironment.getEnvironment();
        // availableProcessors() respects the cgroup; ONNX Runtime's own default is the host's
        threads = config.inference().threads().orElse(Runtime.getRuntime().availableProcessors());
        maxModelBytes = config.inference().maxModelSize().asLongValue();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
    }

    /** For one run; to be closed by the caller. */
    public InputTensors tensors() {
        return new InputTensors(environment);
    }

    /**
     * Reads a model file, checks it against its manifest and runs it once.
     *
     * @throws ModelLoadException when it is no model that can be served; nothing is left open
     */
    public OnnxModel load(String name, long version, Path file) throws ModelLoadException {
        checkSize(file);
        OrtSession session = open(file);
        try (InputTensors tensors = tensors()) {
            OnnxModel model = OnnxModel.of(name, version, session);
            WarmUp.run(model, tensors);
            return model;
        } catch (ModelLoadException | OrtException | RuntimeException e) {
            close(session, e);
            throw e instanceof ModelLoadException load
                    ? load
                    : new ModelLoadException("ONNX Runtime cannot run it: " + firstLine(e), e);
        }
    }

    private void checkSize(Path file) throws ModelLoadException {
        try {
            long size = Files.size(file);
            if (size > maxModelBytes) {
                throw new ModelLoadException("model.onnx has " + size
                        + " bytes, more than bottega.inference.max-model-size allows (" + maxModelBytes + ")");
            }
        } catch (IOException e) {
            throw new ModelLoadException("model.onnx cannot be read: " + e, e);
        }
    }

    private OrtSession open(Path file) throws ModelLoadException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // the services share the processors: a thread that waits must not spin
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new ModelLoadException("ONNX Runtime cannot load it: " + firstLine(e), e);
        }
    }

    private static void close(OrtSession session, Exception reason) {
        try {
            session.close();
        } catch (OrtException e) {
            reason.addSuppressed(e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
