package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class EndpointTest {

    private final List<Endpoint> endpoints = Endpoint.in(location -> location.contains("/open/"), "dev.parley.open");

    private final Map<String, Endpoint> byName = endpoints.stream()
            .collect(Collectors.toMap(endpoint -> endpoint.method() + " " + endpoint.path(), Function.identity()));

    @Test
    void theMethodsAnnotationOverridesThatOfItsClass() {
        assertEquals(Set.of(CallerKind.GUEST, CallerKind.USER, CallerKind.SERVICE), allowed("GET /gates"));
        assertEquals(EnumSet.allOf(CallerKind.class), allowed("GET /gates/{id: \\d{2}}"));
        assertEquals(EnumSet.complementOf(EnumSet.of(CallerKind.NO_TOKEN)), allowed("POST /gates/{id}"));
        assertEquals(Set.of(), allowed("DELETE /gates/{id}"));
    }

    @Test
    void guestsHaveNoPlanAndSoNoFeature() {
        assertEquals(Set.of(CallerKind.USER, CallerKind.SERVICE), allowed("PUT /gates/{id}"));
        assertEquals("analytics", byName.get("PUT /gates/{id}").feature());
    }

    @Test
    void apiClientsAreAllowedByTheirScopes() {
        assertEquals(Set.of(CallerKind.ADMIN), allowed("GET /gates/scoped"));
        assertEquals(Set.of("catalog:write"), byName.get("GET /gates/scoped").scopes());
    }

    @Test
    void knowsWhatAnEndpointTakes() {
        assertEquals("text/csv", byName.get("POST /gates/{id}").consumes());
        assertEquals("application/json", byName.get("PUT /gates/{id}").consumes());
    }

    @Test
    void theTableReadsBackAsItWasWritten() {
        List<AccessTable.Row> rows = AccessTable.read(AccessTable.write("open-service", endpoints));

        assertEquals(
                endpoints.stream()
                        .map(e -> new AccessTable.Row(e.method(), e.path(), e.allowed(), e.scopes(), e.feature()))
                        .toList(),
                rows);
    }

    private Set<CallerKind> allowed(String endpoint) {
        return byName.get(endpoint).allowed();
    }
}
