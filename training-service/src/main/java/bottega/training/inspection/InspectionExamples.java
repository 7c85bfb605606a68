package bottega.training.inspection;

/** Answers that were really sent. */
final class InspectionExamples {
    /** Two of its classes and two of its groups. */
    static final String REPORT = """
            {"format": 1, "dataset": "01m82s1r3615ftfpvb7scy5jcd", "hash": \
            "add91c173562b3d75a6e7bbdca7952ed2c10224fb028d0406c627e91df76b74b", "examples": 2830, "parts": \
            {"training": 1291, "test": 1539}, "lookAt": ["The pictures of 4 groups are nearly the same and lie in \
            more than one part: what is measured there was seen in training, and looks better than it is. Take them \
            out of one.", "The pictures of 31 groups (67 pictures in all) are nearly the same. A part that is drawn \
            at random may take one of them and leave the others for training: keep one of each, or give all parts.", \
            "The largest class, '5c', has 17.4 times as many examples as the smallest, '2c' (694 and 40). Accuracy \
            says little about small classes: look at F1 by class; add examples, augment, or weigh the classes \
            (\\"classWeights\\": \\"balanced\\").", "Who always answers '5c' is right for 24.5 % of the examples: a \
            network has to beat that.", "2830 pictures of 2830 are smaller than 224 x 224 pixels, the input of most \
            networks, and would be enlarged, which costs time and shows nothing more. A smaller inputSize will do: \
            half of the pictures are at least 128 wide."], "classes": [{"name": "10c", "examples": 612, "parts": \
            {"training": 254, "test": 358}}, {"name": "1c", "examples": 123, "parts": {"training": 77, "test": \
            46}}], "balance": {"largest": "5c", "smallest": "2c", "ratio": 17.35, "accuracyOfLargest": \
            0.24522968197879857, "few": []}, "skipped": {"count": 0, "first": []}, "unreadable": {"count": 0, \
            "first": []}, "sizes": {"width": {"least": 128.0, "median": 128.0, "most": 128.0}, "height": {"least": \
            128.0, "median": 128.0, "most": 128.0}, "aspectRatio": {"least": 1.0, "median": 1.0, "most": 1.0}, \
            "smallerThan": {"32": 0, "64": 0, "128": 0, "224": 2830, "299": 2830}, "farFromSquare": 0}, \
            "exactDuplicates": {"groups": 0, "pictures": 0, "acrossClasses": 0, "acrossParts": 0, "complete": true, \
            "first": []}, "nearDuplicates": {"groups": 31, "pictures": 67, "acrossClasses": 0, "acrossParts": 4, \
            "complete": true, "first": [{"pictures": 2, "acrossClasses": false, "acrossParts": true, "members": \
            [{"name": "test/1e/test_18_12.jpg", "classes": ["1e"], "part": "test"}, {"name": \
            "train/1e/train_35_31.jpg", "classes": ["1e"], "part": "training"}]}, {"pictures": 2, "acrossClasses": \
            false, "acrossParts": true, "members": [{"name": "test/50c/test_18_15.jpg", "classes": ["50c"], "part": \
            "test"}, {"name": "train/50c/train_35_9.jpg", "classes": ["50c"], "part": "training"}]}]}, "createdAt": \
            "2026-11-22T23:22:27.297Z", "millis": 34014}\
            """;

    static final String PROGRESS = """
            {"dataset": "01m82s1r3615ftfpvb7scy5jcd", "progress": {"step": 64, "of": 2830, "secondsLeft": 217.0}}\
            """;

    private InspectionExamples() {}
}
