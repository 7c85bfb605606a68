package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.problem.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kind that a request asks for. */
final class DataSetKinds {
    static final String DOCUMENTATION =
            "pictures, multi-label-pictures or numbers; told from the files where it is not given";

    private DataSetKinds() {}

    /** Null for none. */
    static DataSetKind of(String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(DataSetKind.values())
                .filter(kind -> kind.publicName().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                400, "invalid-parameter", "Invalid parameter", "There is no such kind of data set.")
                        .at("kind")
                        .expected(Arrays.stream(DataSetKind.values())
                                .map(DataSetKind::publicName)
                                .collect(Collectors.joining(", ")))
                        .received(ArchiveProblems.shown(name))
                        .remedy("Leave it out, and it is told from the files.")
                        .exception());
    }
}
