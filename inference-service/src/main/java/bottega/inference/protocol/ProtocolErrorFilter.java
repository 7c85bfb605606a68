package bottega.inference.protocol;

import bottega.common.inference.ProtocolError;
import bottega.common.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Below {@code /v2} a problem goes out in the protocol's own form; its words are kept in one sentence. */
@Provider
public class ProtocolErrorFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        String absolute = path.startsWith("/") ? path : "/" + path;
        if ((absolute.equals("/v2") || absolute.startsWith("/v2/"))
                && response.getEntity() instanceof Problem problem) {
            response.setEntity(
                    new ProtocolError(sentence(problem)), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String sentence(Problem problem) {
        StringBuilder text = new StringBuilder(problem.detail());
        append(text, " At ", problem.pointer());
        append(text, " Expected ", problem.expected());
        append(text, " Received ", problem.received());
        if (problem.remedy() != null) {
            text.append(' ').append(problem.remedy());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String label, String value) {
        if (value != null && !value.isEmpty()) {
            text.append(label).append(value).append('.');
        }
    }
}
