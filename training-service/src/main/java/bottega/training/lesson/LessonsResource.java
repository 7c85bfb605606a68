package bottega.training.lesson;

import bottega.common.lesson.Lesson;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/lessons")
@Tag(name = "lessons", description = "The lecture, running")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LessonsResource {
    @GET
    @Operation(summary = "The lessons, with what each can be told")
    public List<Lesson> list() {
        return Lessons.ALL;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One lesson, with what it can be told and what to look at")
    public Lesson get(@PathParam("id") String id) {
        return Lessons.ALL.stream()
                .filter(lesson -> lesson.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("/{id}/runs")
    @Operation(hidden = true)
    public Lesson unknownLesson(@PathParam("id") String id) {
        throw unknown(id);
    }

    private static ProblemException unknown(String id) {
        String known = Lessons.ALL.stream().map(Lesson::id).collect(Collectors.joining(", "));
        return Problem.of(404, "no-such-lesson", "No such lesson", "There is no lesson of this name.")
                .at("id")
                .expected("one of " + known)
                .received(id)
                .remedy("Take an id from GET /lessons.")
                .exception();
    }
}
