package bottega.style.rest;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.style.StyleJob;
import bottega.common.style.StyleJobs;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.style.job.JobFiles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** {@code /jobs}: a content picture takes on the style of another. */
@Path("/jobs")
@Tag(name = "jobs")
public class StyleJobResource {
    private static final String PNG = "image/png";

    private final Submission submission;
    private final Jobs jobs;
    private final JobView view;
    private final PreviewLinks previewLinks;

    StyleJobResource(Submission submission, Jobs jobs, JobView view, PreviewLinks previewLinks) {
        this.submission = submission;
        this.jobs = jobs;
        this.view = view;
        this.previewLinks = previewLinks;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit a job",
            description = "Parts: content and style, each a picture file; parameters, JSON, every property optional."
                    + " Without a network the distilled VGG-19 is used if it lies in BOTTEGA_HOME/weights, else another"
                    + " file there that fits, else random filters; the answer says which.")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location is the job's address",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StyleJob.class),
                            examples = @ExampleObject(name = "queued", value = Examples.QUEUED)))
    @APIResponse(
            responseCode = "4XX",
            description = "What is wrong, where, and what to do",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown network", value = Examples.UNKNOWN_NETWORK)))
    public Response submit(@RestForm(FileUpload.ALL) List<FileUpload> files, @RestForm("parameters") String parameters)
            throws IOException {
        byte[] content = file("content", files);
        byte[] style = file("style", files);
        Job job = submission.submit(content, style, parameters == null ? text("parameters", files) : parameters);
        return Response.accepted(view.of(job))
                .location(URI.create("/jobs/" + job.id()))
                .build();
    }

    private static byte[] file(String part, List<FileUpload> files) throws IOException {
        List<FileUpload> named =
                files.stream().filter(file -> file.name().equals(part)).toList();
        if (named.size() != 1) {
            throw Problem.of(400, "missing-part", "Missing part", "The part '" + part + "' has to be there once.")
                    .at(part)
                    .expected("one picture file")
                    .received(named.isEmpty() ? "none" : named.size() + " files")
                    .remedy("Send multipart/form-data with the files content and style, and parameters as JSON.")
                    .exception();
        }
        return Files.readAllBytes(named.getFirst().uploadedFile());
    }

    private static String text(String part, List<FileUpload> files) throws IOException {
        for (FileUpload file : files) {
            if (file.name().equals(part)) {
                return Files.readString(file.uploadedFile());
            }
        }
        return null;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List jobs, newest first")
    public StyleJobs list(@QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("after") String after) {
        List<StyleJob> page = jobs.list(limit, after).stream().map(view::of).toList();
        String next = page.size() < limit
                ? null
                : "/jobs?limit=" + limit + "&after=" + page.getLast().id();
        return new StyleJobs(page, next);
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A job's state, progress and losses")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StyleJob.class),
                            examples = @ExampleObject(name = "succeeded", value = Examples.SUCCEEDED)))
    public StyleJob get(@PathParam("id") String id) {
        return view.of(jobs.require(id));
    }

    @DELETE
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Cancel a job", description = "A running one ends within one step; one that has ended stays.")
    public StyleJob cancel(@PathParam("id") String id) {
        return view.of(jobs.cancel(id));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            summary = "Watch a job",
            description = "Events state, progress (step, of, secondsLeft and the losses), log and preview (href).")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId) {
        return previewLinks.added(id, jobs.stream(id, lastEventId));
    }

    @GET
    @Path("/{id}/preview")
    @Produces(PNG)
    @Operation(summary = "The latest picture of a running job")
    @APIResponse(responseCode = "200", content = @Content(mediaType = PNG))
    public Response preview(@PathParam("id") String id) {
        Job job = jobs.require(id);
        return picture(job, JobFiles.PREVIEW, "no-preview", "The job has shown no picture yet.");
    }

    @GET
    @Path("/{id}/result")
    @Produces(PNG)
    @Operation(summary = "The finished picture")
    @APIResponse(responseCode = "200", content = @Content(mediaType = PNG))
    public Response result(@PathParam("id") String id) {
        Job job = jobs.require(id);
        return switch (job.state()) {
            case SUCCEEDED -> picture(job, JobFiles.RESULT, "no-result", "The job's picture is not there any more.");
            case QUEUED, RUNNING -> throw unfinished(job);
            case FAILED, CANCELLED ->
                throw Problem.of(404, "no-result", "No result", "The job ended without a picture.")
                        .at(id)
                        .expected("state SUCCEEDED")
                        .received("state " + job.state())
                        .remedy("See the job's problem, and submit it again.")
                        .exception();
        };
    }

    private static ProblemException unfinished(Job job) {
        return Problem.of(409, "not-finished", "Not finished", "The job has no result yet.")
                .at(job.id())
                .expected("state SUCCEEDED")
                .received("state " + job.state())
                .remedy("Watch /jobs/" + job.id() + "/events, or ask again later.")
                .exception();
    }

    private static Response picture(Job job, String name, String kind, String missing) {
        java.nio.file.Path file = job.folder().resolve(name);
        try {
            return Response.ok(Files.readAllBytes(file), PNG).build();
        } catch (IOException e) {
            throw Problem.of(404, kind, "No picture", missing)
                    .at(job.id())
                    .remedy("Watch /jobs/" + job.id() + "/events.")
                    .exception(e);
        }
    }
}
