package dev.parley.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.Erasure;
import dev.parley.platform.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** This service holds no personal data, and confirms erasures. */
@Tag("storage")
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ErasureTest {

    @Inject
    MongoDatabase database;

    private final String user = Ids.next();

    @Test
    void confirmsAnErasureWithoutPersonalData() {
        assertEquals("{\"idempotency-answers\":[]}", Erasure.export(user).toString());

        var receipt = Erasure.purge(user);

        assertEquals("catalog-service", receipt.get("service").asText());
        assertEquals("{}", receipt.get("counts").toString());
        assertEquals(List.of("erased_users/" + user), Erasure.traces(database, user));
    }
}
