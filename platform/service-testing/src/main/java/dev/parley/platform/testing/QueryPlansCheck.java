package dev.parley.platform.testing;

import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.util.Set;

/** Fails a test class during which the service ran an unintended collection scan: see {@link QueryPlans}. */
public final class QueryPlansCheck implements QuarkusTestAfterAllCallback {

    @Override
    public void afterAll(QuarkusTestContext context) {
        Set<String> scans = QueryPlans.scans();
        if (!scans.isEmpty()) {
            throw new AssertionError("Queries without an index: " + String.join("; ", scans));
        }
    }
}
