package bottega.style.rest;

import bottega.common.job.JobState;
import bottega.common.style.StyleJob;
import bottega.common.style.StyleMetrics;
import bottega.common.style.StyleResult;
import bottega.jobs.Job;
import bottega.style.job.JobFiles;
import bottega.style.job.StyleTransferOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Shows a row of the queue as clients know it. */
@ApplicationScoped
public class JobView {
    private final ObjectReader reader;

    JobView(ObjectMapper mapper) {
        // what an older version stored still reads
        reader = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    StyleJob of(Job job) {
        StyleTransferOrder order = read(job.parameters(), StyleTransferOrder.class);
        return new StyleJob(
                job.id(),
                job.kind(),
                job.state(),
                job.attempt(),
                job.progress(),
                read(job.metrics(), StyleMetrics.class),
                order.network(),
                order.parameters(),
                read(job.result(), StyleResult.class),
                job.problem(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                links(job));
    }

    private static StyleJob.Links links(Job job) {
        String self = "/jobs/" + job.id();
        boolean isDone = job.state() == JobState.SUCCEEDED;
        boolean hasPreview = Files.exists(job.folder().resolve(JobFiles.PREVIEW));
        return new StyleJob.Links(
                self, self + "/events", hasPreview ? self + "/preview" : null, isDone ? self + "/result" : null);
    }

    /** Null for null and for an object without any key. */
    private <T> T read(JsonNode node, Class<T> type) {
        if (node == null || node.isEmpty()) {
            return null;
        }
        try {
            return reader.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
