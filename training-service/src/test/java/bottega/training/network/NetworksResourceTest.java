package bottega.training.network;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NetworksResourceTest {
    @Test
    void countedFiguresStandBesideTheTables() {
        when().get("/networks")
                .then()
                .statusCode(200)
                .body("name", hasItems("linear", "lenet", "resnet8", "resnet18"))
                .body("find { it.name == 'resnet18' }.parameters", equalTo(11689512))
                .body("find { it.name == 'resnet18' }.depth", equalTo(18))
                .body("find { it.name == 'resnet18' }.megabytes", equalTo(44.6f))
                .body("find { it.name == 'resnet18' }.inputSize", equalTo(224))
                .body("find { it.name == 'resnet18' }.published.parameters", equalTo(11700000))
                .body("find { it.name == 'resnet18' }.published.megabytes", equalTo(44.0f))
                .body("find { it.name == 'resnet8' }.published", nullValue());
    }
}
