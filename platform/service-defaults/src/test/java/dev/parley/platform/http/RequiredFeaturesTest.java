package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.app.Extras;
import dev.parley.platform.security.RequiresFeature;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class RequiredFeaturesTest {

    static final class Misspelt {
        @RequiresFeature("contnet_creation")
        public void create() {}
    }

    private record Endpoint(Class<?> type, String name) implements ResourceInfo {
        @Override
        public Method getResourceMethod() {
            try {
                return type.getMethod(name);
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Class<?> getResourceClass() {
            return type;
        }
    }

    @Test
    void aServiceDoesNotStartWithAnUnknownFeature() {
        RequiredFeatures check = new RequiredFeatures();

        assertDoesNotThrow(() -> check.configure(new Endpoint(Extras.class, "create"), null));
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> check.configure(new Endpoint(Misspelt.class, "create"), null));
        assertEquals(
                "Misspelt.create requires the feature contnet_creation, which no plan has; there are"
                        + " [voice_training, content_creation, analytics, remote_execution, api_access]",
                refused.getMessage());
    }
}
