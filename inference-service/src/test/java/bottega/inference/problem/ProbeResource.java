package bottega.inference.problem;

import bottega.common.problem.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;

/** Fails in every way in which an endpoint can fail. */
@Path("/probe")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {
    public enum Kind {
        @JsonProperty("style-transfer")
        STYLE_TRANSFER,
        TEXTURE
    }

    public record Named(String name) {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }

    public record Layer(String name, @Min(1) int width) {}

    public record Order(
            @NotNull Kind kind, @Min(1) @Max(100) int steps, Double weight, List<@Valid Layer> layers) {
        public Order {
            if (weight != null && weight < 0) {
                throw new IllegalArgumentException("weight: expected at least 0, received " + weight);
            }
            if (steps == 77) {
                throw Problem.of(422, "unlucky", "Unlucky", "77 is refused.")
                        .at("/steps")
                        .exception();
            }
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Order order(@Valid @NotNull Order order) {
        return order;
    }

    @POST
    @Path("names")
    public Named name(Named named) {
        return named;
    }

    @GET
    @Path("number")
    public String number(@QueryParam("top") @DefaultValue("5") @Min(1) @Max(10) int top) {
        return "{\"top\":" + top + "}";
    }

    @GET
    @Path("versions/{version}")
    public String version(@PathParam("version") int version) {
        return "{}";
    }

    @GET
    @Path("failure/{kind}")
    public String fail(@PathParam("kind") String kind) {
        switch (kind) {
            case "problem" ->
                throw Problem.of(409, "conflict", "Conflict", "It is there already.")
                        .expected("a free name")
                        .received("coins")
                        .exception();
            case "busy" ->
                throw Problem.of(503, "busy", "Busy", "The queue is full.").exception();
            case "teapot" -> throw new WebApplicationException("short and stout", 418);
            case "answered" -> throw new WebApplicationException(MediaTypes.text());
            default -> throw new IllegalStateException("secret of the house");
        }
    }

    @GET
    @Path("unwritable")
    public Unwritable unwritable() {
        return new Unwritable();
    }

    public static class Unwritable {
        public String getSecret() {
            throw new IllegalStateException("secret of the house");
        }
    }

    private static final class MediaTypes {
        static jakarta.ws.rs.core.Response text() {
            return jakarta.ws.rs.core.Response.status(400)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity("as it is")
                    .build();
        }
    }
}
