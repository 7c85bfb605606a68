package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data set of pictures as a form tells it, before anything is decoded or placed. */
record Draft(DataSetKind kind, List<Draft.Picture> pictures) {
    /**
     * @param file whose path is what people will call the picture; no two are alike
     * @param labels names of its classes
     * @param given null where the form gives none
     */
    record Picture(UnpackedFile file, List<String> labels, Part given) {
        Picture {
            labels = labels.stream().sorted().distinct().toList();
        }

        String name() {
            return file.path().toString();
        }
    }

    /** Puts the pictures in the order of their indices. One part alone divides nothing, so it counts as not given. */
    Draft {
        boolean divided = pictures.stream().map(Picture::given).distinct().count() > 1;
        pictures = pictures.stream()
                .map(each -> divided ? each : new Picture(each.file(), each.labels(), null))
                .sorted(Comparator.comparing(Picture::labels, Draft::compare).thenComparing(Picture::name))
                .toList();
    }

    /** Classes are sorted by name, so comparing names compares numbers. */
    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    Draft with(List<Picture> others) {
        return new Draft(kind, others);
    }

    boolean hasParts() {
        return pictures.stream().anyMatch(each -> each.given() != null);
    }

    /** Whether folders named like the classes say everything, as they did before there were indices. */
    boolean isPlain() {
        return kind == DataSetKind.PICTURES
                && !hasParts()
                && pictures.stream()
                        .allMatch(each -> each.file().path().depth() == 2
                                && each.labels()
                                        .equals(List.of(each.file().path().first())));
    }

    Stream<String> labels() {
        return pictures.stream()
                .flatMap(each -> each.labels().stream())
                .distinct()
                .sorted();
    }
}
