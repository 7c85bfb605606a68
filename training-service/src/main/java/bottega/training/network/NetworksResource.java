package bottega.training.network;

import bottega.common.training.NetworkDescription;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/networks")
@Tag(name = "networks", description = "The zoo")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class NetworksResource {
    private final NetworkCatalogue catalogue;

    NetworksResource(NetworkCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Operation(
            summary = "The networks that can be trained",
            description = "With figures counted on the networks at 1,000 classes, beside those of the lecture's table.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = NetworkDescription.class),
                            examples = @ExampleObject(name = "resnet101 of all", value = """
                                    [
                                      {
                                        "name": "resnet101",
                                        "parameters": 44549160,
                                        "depth": 101,
                                        "megabytes": 170.3,
                                        "inputSize": 224,
                                        "leastInputSize": 32,
                                        "published": {
                                          "parameters": 44600000,
                                          "depth": 101,
                                          "megabytes": 167.0,
                                          "inputSize": 224
                                        },
                                        "note": "The table's 167 MB are less than 44.6 million float32 take by themselves (170.1 MiB)."
                                      }
                                    ]""")))
    public List<NetworkDescription> list() {
        return catalogue.descriptions();
    }
}
