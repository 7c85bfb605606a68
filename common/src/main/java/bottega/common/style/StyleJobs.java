package bottega.common.style;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One page of jobs, newest first.
 *
 * @param next the address of the next page, null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StyleJobs(List<StyleJob> jobs, String next) {}
