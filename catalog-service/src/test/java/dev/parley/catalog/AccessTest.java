package dev.parley.catalog;

import dev.parley.platform.testing.AccessContract;
import dev.parley.platform.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AccessTest extends AccessContract {

    AccessTest() {
        super("catalog-service");
    }
}
