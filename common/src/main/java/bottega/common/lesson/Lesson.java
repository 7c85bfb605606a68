package bottega.common.lesson;

import java.util.List;

/**
 * @param id as in {@code POST /lessons/{id}/runs}
 * @param teaches what it is about
 * @param lookAt what to try and what to look at in the answers
 * @param parameters all may be left out
 */
public record Lesson(String id, String title, String teaches, String lookAt, List<LessonParameter> parameters) {
    public Lesson {
        parameters = List.copyOf(parameters);
    }
}
