package bottega.inference.repository;

import bottega.common.inference.ModelState;
import bottega.common.inference.ServedModel;
import bottega.common.inference.ServedModel.LoadFailure;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.inference.engine.ModelLoadException;
import bottega.inference.engine.OnnxModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** One model: the version that serves, and those that failed. Written by the polling thread only, read by all. */
final class ModelSlot {
    private static final Logger LOG = Logger.getLogger(ModelSlot.class);

    /** Reads a version; the slot holds the first count of what comes back. */
    interface Loader {
        OnnxModel load(String name, long version) throws ModelLoadException;
    }

    private record Failure(Fingerprint files, String reason) {}

    /**
     * @param model null when no version is loaded
     * @param files from which it was loaded
     */
    private record Content(
            OnnxModel model, Fingerprint files, List<Long> versions, Map<Long, Failure> failures, boolean settled) {}

    private final String name;
    private volatile Content content = new Content(null, null, List.of(), Map.of(), false);

    ModelSlot(String name) {
        this.name = name;
    }

    /** Loads the newest version that can be loaded, unless it, or what replaced it in vain, serves already. */
    void reconcile(NavigableMap<Long, Fingerprint> found, Loader loader) {
        Map<Long, Failure> failures = new HashMap<>(content.failures);
        failures.keySet().retainAll(found.keySet());
        OnnxModel serving = content.model;
        Fingerprint files = content.files;
        for (Map.Entry<Long, Fingerprint> candidate : found.descendingMap().entrySet()) {
            long version = candidate.getKey();
            Failure failure = failures.get(version);
            boolean tried = failure != null && failure.files.equals(candidate.getValue());
            boolean served = serving != null && serving.version() == version;
            if (served && candidate.getValue().equals(files)) {
                failures.remove(version);
                break;
            }
            if (!tried) {
                try {
                    serving = loader.load(name, version);
                    files = candidate.getValue();
                    failures.remove(version);
                    LOG.infof("Serving %s", serving);
                    break;
                } catch (ModelLoadException e) {
                    failures.put(version, new Failure(candidate.getValue(), e.getMessage()));
                    LOG.warnf("Version %d of model %s cannot be served: %s", version, name, e.getMessage());
                }
            }
            if (served) {
                break; // its files changed for the worse: what was loaded from them before goes on
            }
        }
        boolean removed = serving != null && !found.containsKey(serving.version());
        replace(new Content(
                removed ? null : serving, removed ? null : files, List.copyOf(found.keySet()), failures, true));
    }

    /** The folder is gone. */
    void unload() {
        replace(new Content(null, null, List.of(), Map.of(), true));
    }

    private void replace(Content next) {
        OnnxModel before = content.model;
        content = next;
        if (before != null && before != next.model) {
            LOG.infof("No longer serving %s", before);
            before.release();
        }
    }

    /**
     * @return the model that serves, retained: the caller releases it
     */
    Optional<OnnxModel> acquire() {
        while (true) {
            OnnxModel model = content.model;
            if (model == null) {
                return Optional.empty();
            }
            if (model.retain()) {
                return Optional.of(model);
            }
            // replaced and closed between the two lines: look again
        }
    }

    ServedModel describe() {
        Content now = content;
        Optional<OnnxModel> model = Optional.ofNullable(now.model);
        Optional<ModelManifest> manifest = model.flatMap(OnnxModel::manifest);
        return new ServedModel(
                name,
                model.isPresent() ? ModelState.READY : now.settled ? ModelState.FAILED : ModelState.LOADING,
                model.map(OnnxModel::version).orElse(null),
                now.versions,
                manifest.map(ModelManifest::network).orElse(null),
                manifest.map(ModelManifest::task).orElse(null),
                manifest.map(ModelManifest::labels).orElse(null),
                manifest.map(ModelManifest::inputWidth).orElse(null),
                manifest.map(ModelManifest::inputHeight).orElse(null),
                manifest.map(ModelManifest::cropPolicy).orElse(null),
                manifest.map(ModelManifest::columns)
                        .map(columns -> columns.stream().map(ModelColumn::name).toList())
                        .orElse(null),
                new TreeMap<>(now.failures)
                        .entrySet().stream()
                                .map(entry -> new LoadFailure(
                                        entry.getKey(), entry.getValue().reason()))
                                .toList());
    }
}
