package dev.parley.cart;

import dev.parley.platform.testing.OpenApiContract;
import dev.parley.platform.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiTest extends OpenApiContract {

    OpenApiTest() {
        super("cart-service");
    }
}
