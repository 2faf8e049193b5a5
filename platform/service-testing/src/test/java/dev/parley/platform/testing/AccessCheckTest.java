package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.AccessCheck.Answer;
import dev.parley.platform.testing.AccessTable.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessCheckTest {

    private static final Row FOR_USERS =
            new Row("GET", "/v1/recordings", EnumSet.of(CallerKind.USER), Set.of("media:read"), "voice_training");

    private static final Answer FOUND = new Answer(200, "");
    private static final Answer FORBIDDEN = new Answer(403, "forbidden");

    @Test
    void findsAnEndpointThatAllowsEveryCaller() throws Exception {
        List<String> wrong = AccessCheck.violations(FOR_USERS, (row, token) -> FOUND);

        assertEquals(
                List.of(
                        "GET /v1/recordings as no token: " + FOUND,
                        "GET /v1/recordings as guest: " + FOUND,
                        "GET /v1/recordings as user on free: " + FOUND,
                        "GET /v1/recordings as salesperson: " + FOUND,
                        "GET /v1/recordings as manager: " + FOUND,
                        "GET /v1/recordings as admin: " + FOUND,
                        "GET /v1/recordings as api client: " + FOUND,
                        "GET /v1/recordings as service: " + FOUND),
                wrong);
    }

    @Test
    void findsAnEndpointThatRefusesEveryCaller() throws Exception {
        List<String> wrong = AccessCheck.violations(FOR_USERS, (row, token) -> FORBIDDEN);

        assertEquals(
                List.of(
                        "GET /v1/recordings as no token: " + FORBIDDEN,
                        "GET /v1/recordings as user: " + FORBIDDEN,
                        "GET /v1/recordings as user on free: " + FORBIDDEN,
                        "GET /v1/recordings with media:read: " + FORBIDDEN),
                wrong);
    }
}
