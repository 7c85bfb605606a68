package bottega.training.dataset;

/** Answers that were really sent. */
final class DataSetExamples {
    static final String CREATED = """
            {"id": "01m82sc0wbd6xv3tcstm0j80a5", "name": "coins to train", "version": 1, "kind": "pictures", \
            "classes": [{"name": "10c", "pictures": 254}, \
            {"name": "1c", "pictures": 77}, {"name": "1e", "pictures": 248}, {"name": "20c", "pictures": 227}, \
            {"name": "2c", "pictures": 25}, {"name": "2e", "pictures": 45}, {"name": "50c", "pictures": 131}, \
            {"name": "5c", "pictures": 284}], "pictures": 1291, "bytes": 8069474, "skipped": [], "skippedFiles": 0, \
            "hash": "d2db6530040251e8af4ddffc08888cf0daeaf987bf4ec0bf6ab1c9a0b85eef80", \
            "createdAt": "2026-11-22T23:27:30.409Z"}
            """;
    static final String IMPORTED = """
            {"id": "01m82s3g003vbkd8tzw54ymm8d", "name": "coins", "version": 1, "kind": "pictures", \
            "classes": [{"name": "10c", "pictures": 612}, {"name": "1c", "pictures": 123}, {"name": "1e", "pictures": 474}, \
            {"name": "20c", "pictures": 548}, {"name": "2c", "pictures": 40}, {"name": "2e", "pictures": 96}, \
            {"name": "50c", "pictures": 243}, {"name": "5c", "pictures": 694}], "pictures": 2830, \
            "parts": {"training": 1291, "test": 1539}, "bytes": 17410633, \
            "skipped": [{"file": "LICENSE", "reason": "It lies in no class's folder."}], "skippedFiles": 1, \
            "hash": "add91c173562b3d75a6e7bbdca7952ed2c10224fb028d0406c627e91df76b74b", \
            "createdAt": "2026-11-22T23:23:07.327Z"}
            """;
    static final String IMPORTS = """
            [{"folder": "coins", "type": "folder", "modifiedAt": "2026-11-22T23:22:05.541Z"}, \
            {"folder": "mnist", "type": "folder", "modifiedAt": "2026-11-22T23:22:07.513Z"}]
            """;
    static final String BAD_TABLE = """
            {"type": "urn:bottega:problem:bad-table", "title": "Bad table", "status": 422, \
            "detail": "3 rows cannot be used.", "pointer": "labels.csv", \
            "expected": "in each row a file that no other row names, and exactly one label of at most 100 characters", \
            "received": "line 3: no label; line 4: no file; \
            line 5: the split 'later' is none of train or training; val, valid or validation; test", \
            "remedy": "Correct these rows; for pictures of several labels or of none ask for ?kind=multi-label-pictures."}
            """;
    static final String ONE_CLASS = """
            {"type": "urn:bottega:problem:one-class-only", "title": "One class only", "status": 422, \
            "detail": "A classifier needs something to tell apart, and only one class has pictures.", \
            "pointer": "archive", "expected": "at least two classes with pictures", \
            "received": "the class lion alone", "remedy": "Add a second class, if need be one of everything else."}
            """;

    /** Two of its columns. */
    static final String NUMBERS = """
            {"id": "01m82swkjvsft2zr3hjb0z021a", "name": "iris", "version": 1, "kind": "numbers", "classes": \
            [{"name": "setosa", "pictures": 50}, {"name": "versicolor", "pictures": 50}, \
            {"name": "virginica", "pictures": 50}], "pictures": 150, "columns": [{"name": "sepal length", "min": 4.3, \
            "max": 7.9, "mean": 5.8433333269755074, "deviation": 0.8253012767116839}, {"name": "petal width", \
            "min": 0.1, "max": 2.5, "mean": 1.1993333247800664, "deviation": 0.7596926181199836}], "bytes": 2400, \
            "skipped": [], "skippedFiles": 0, \
            "hash": "d89242477ffd29e702dc9773ad2f2fe8e4349139ede91fddb41c1573d714a3be", \
            "createdAt": "2026-11-22T23:36:31.667Z"}
            """;

    static final String BAD_VALUES = """
            {"type": "urn:bottega:problem:bad-values", "title": "Bad values", "status": 422, \
            "detail": "2 values are missing or cannot be read, and nothing is guessed in their place.", \
            "pointer": "line 3, column 'sepal length'", \
            "expected": "a number in every column but that of the labels, with a decimal point: -12.5 or 3e-4", \
            "received": "line 3, column 'sepal length': missing ('?'); line 4, column 'petal length': no number: 'six'", \
            "remedy": "Fill in or leave out these rows, or leave out a column: ?ignore=remarks"}
            """;

    private DataSetExamples() {}
}
