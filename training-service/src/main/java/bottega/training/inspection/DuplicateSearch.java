package bottega.training.inspection;

import bottega.common.dataset.Duplicates;
import bottega.common.dataset.Duplicates.Group;
import bottega.common.dataset.Duplicates.Member;
import bottega.training.similarity.CopyFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** Pictures that are there more than once: the same bytes, or nearly the same picture. */
final class DuplicateSearch {
    private static final int GROUPS = 100;
    private static final int MEMBERS = 20;

    private final List<String> classes;
    /** By content, in the order of the examples. */
    private final List<List<Look.Picture>> contents;

    DuplicateSearch(List<String> classes, List<Look.Picture> pictures) {
        this.classes = classes;
        var byContent = new LinkedHashMap<String, List<Look.Picture>>();
        pictures.forEach(each -> byContent
                .computeIfAbsent(each.content(), _ -> new ArrayList<>())
                .add(each));
        contents = List.copyOf(byContent.values());
    }

    Duplicates exact() {
        return duplicates(contents.stream().filter(each -> each.size() > 1).toList(), true);
    }

    /** Of each content one picture is compared; its copies come into the group with it. */
    Duplicates near() {
        var found = CopyFinder.groups(
                contents.stream().map(each -> each.getFirst().fingerprint()).toList());
        return duplicates(
                found.groups().stream()
                        .map(group -> Arrays.stream(group)
                                .mapToObj(contents::get)
                                .flatMap(List::stream)
                                .toList())
                        .toList(),
                found.complete());
    }

    private Duplicates duplicates(List<List<Look.Picture>> found, boolean complete) {
        List<Group> groups = found.stream().map(this::group).toList();
        return new Duplicates(
                groups.size(),
                groups.stream().mapToInt(Group::pictures).sum(),
                (int) groups.stream().filter(Group::acrossClasses).count(),
                (int) groups.stream().filter(Group::acrossParts).count(),
                complete,
                groups.stream()
                        .sorted(Comparator.comparing(Group::acrossClasses)
                                .thenComparing(Group::acrossParts)
                                .thenComparing(Group::pictures)
                                .reversed())
                        .limit(GROUPS)
                        .toList());
    }

    private Group group(List<Look.Picture> pictures) {
        return new Group(
                pictures.size(),
                pictures.stream()
                                .map(each -> each.example().labels())
                                .distinct()
                                .count()
                        > 1,
                pictures.stream()
                                .map(each -> each.example().given())
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        > 1,
                pictures.stream().limit(MEMBERS).map(this::member).toList());
    }

    private Member member(Look.Picture picture) {
        return new Member(
                picture.example().name(),
                picture.example().labels().stream().map(classes::get).toList(),
                picture.example().given());
    }
}
