package dev.parley.identity;

import dev.parley.platform.testing.OpenApiContract;

@ServiceTest
class OpenApiTest extends OpenApiContract {
    OpenApiTest() {
        super("identity-service");
    }
}
