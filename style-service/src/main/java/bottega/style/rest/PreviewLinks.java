package bottega.style.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.UncheckedIOException;

/** Puts the address of the picture, {@code href}, into the preview events of a job. */
@ApplicationScoped
public class PreviewLinks {
    private final Sse sse;
    private final ObjectMapper mapper;

    PreviewLinks(Sse sse, ObjectMapper mapper) {
        this.sse = sse;
        this.mapper = mapper;
    }

    Multi<OutboundSseEvent> added(String job, Multi<OutboundSseEvent> events) {
        return events.map(event -> "preview".equals(event.getName()) ? withAddress(job, event) : event);
    }

    private OutboundSseEvent withAddress(String job, OutboundSseEvent event) {
        try {
            ObjectNode data = (ObjectNode) mapper.readTree((String) event.getData());
            data.put("href", "/jobs/" + job + "/preview");
            return sse.newEventBuilder()
                    .id(event.getId())
                    .name(event.getName())
                    .data(mapper.writeValueAsString(data))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
