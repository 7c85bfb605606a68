package bottega.training.dataset;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the file that a table means: by its path beside the table, or else by its bare name where only one file has it. */
final class FilesByName {
    private final Map<String, UnpackedFile> byPath = new HashMap<>();
    private final Map<String, UnpackedFile> byName = new HashMap<>();
    private final Map<String, Integer> namesakes = new HashMap<>();

    FilesByName(List<UnpackedFile> files) {
        for (UnpackedFile file : files) {
            byPath.put(file.path().toString(), file);
            byName.put(file.path().fileName(), file);
            namesakes.merge(file.path().fileName(), 1, Integer::sum);
        }
    }

    /**
     * @param file null if there is none
     * @param reason why not
     */
    record Answer(UnpackedFile file, String reason) {}

    Answer get(String name) {
        String path = Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
        UnpackedFile file = byPath.get(path.startsWith("./") ? path.substring(2) : path);
        if (file != null) {
            return new Answer(file, null);
        }
        boolean bare = path.indexOf('/') < 0;
        int count = bare ? namesakes.getOrDefault(path, 0) : 0;
        return count == 1
                ? new Answer(byName.get(path), null)
                : new Answer(null, count == 0 ? "there is no such file." : count + " folders have such a file.");
    }
}
