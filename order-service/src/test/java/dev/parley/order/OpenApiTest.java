package dev.parley.order;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasKey;

import dev.parley.platform.testing.OpenApiContract;
import dev.parley.platform.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiTest extends OpenApiContract {

    OpenApiTest() {
        super("order-service");
    }

    @Test
    void documentsAllProblemsOfPlacingAnOrder() {
        String answers = "paths.'/v1/orders'.post.responses.";
        String examples = "content.'application/problem+json'.examples";
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .body(answers + "'409'." + examples, hasKey("price-changed"))
                .body(answers + "'422'." + examples, hasKey("cart-empty"))
                .body(answers + "'503'." + examples, hasKey("upstream-unavailable"));
    }
}
