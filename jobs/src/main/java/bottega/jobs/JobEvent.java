package bottega.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that happened to a job.
 *
 * @param id 1, 2, 3, ... within the job
 * @param data {@code state}: {@code {state, attempt, problem?}}; {@code progress}: {@code {step, of, secondsLeft?}} and
 *     the handler's details; {@code log}: {@code {message}}; {@code preview}: {@code {file}}
 */
public record JobEvent(long id, Type type, Instant at, JsonNode data) {
    public enum Type {
        STATE("state"),
        PROGRESS("progress"),
        LOG("log"),
        PREVIEW("preview");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** The name of the server-sent event. */
        public String wireName() {
            return wireName;
        }
    }
}
