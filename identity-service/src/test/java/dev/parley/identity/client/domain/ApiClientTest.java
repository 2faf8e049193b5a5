package dev.parley.identity.client.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.security.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final ClientSecret first = secret(1);
    private final ApiClient client = client(Optional.empty());

    @Test
    void isAuthenticatedByItsSecret() {
        assertEquals("s1", client.authenticate(first, NOW).orElseThrow().id());
        assertTrue(client.authenticate(secret(2), NOW).isEmpty());
        assertTrue(client.authenticate(new ClientSecret(""), NOW).isEmpty());
    }

    @Test
    void keepsAnOldSecretForADay() {
        client.rotate("s2", secret(2), false, NOW);

        Instant end = NOW.plus(ApiClient.OVERLAP);
        assertEquals(
                "s1",
                client.authenticate(first, end.minusMillis(1)).orElseThrow().id());
        assertTrue(client.authenticate(first, end).isEmpty());
        assertEquals("s2", client.authenticate(secret(2), end).orElseThrow().id());
        assertEquals(List.of(), client.events());
    }

    @Test
    void doesNotProlongAnOldSecretByAnotherRotation() {
        client.rotate("s2", secret(2), false, NOW);
        client.rotate("s3", secret(3), false, NOW.plus(Duration.ofHours(23)));

        assertTrue(client.authenticate(first, NOW.plus(ApiClient.OVERLAP)).isEmpty());
        assertFalse(client.authenticate(secret(2), NOW.plus(ApiClient.OVERLAP)).isEmpty());
    }

    @Test
    void revokesOldSecretsAtOnceWithTheirTokens() {
        client.rotate("s2", secret(2), false, NOW);
        client.rotate("s3", secret(3), true, NOW);

        assertTrue(client.authenticate(first, NOW).isEmpty());
        assertTrue(client.authenticate(secret(2), NOW).isEmpty());
        assertEquals(
                List.of(new ApiClientEvent.SecretRevoked("s1", NOW), new ApiClientEvent.SecretRevoked("s2", NOW)),
                client.events());
    }

    @Test
    void isRevokedOnce() {
        client.revoke(NOW);
        client.revoke(NOW.plusSeconds(1));

        assertEquals(List.of(new ApiClientEvent.Revoked(NOW)), client.events());
        assertTrue(client.authenticate(first, NOW).isEmpty());
        assertThrows(ApiClientProblem.Ended.class, () -> client.rotate("s2", secret(2), true, NOW));
    }

    @Test
    void getsTokensThatExpireWithIt() {
        ApiClient brief = client(Optional.of(NOW.plusSeconds(60)));
        Duration usual = Duration.ofMinutes(15);

        assertEquals(usual, client.tokenLife(usual, NOW));
        assertEquals(Duration.ofSeconds(60), brief.tokenLife(usual, NOW));
        assertTrue(brief.authenticate(first, NOW.plusSeconds(60)).isEmpty());
    }

    @Test
    void isNotCreatedExpired() {
        assertThrows(ApiClientProblem.ExpiryPast.class, () -> client(Optional.of(NOW)));
    }

    @Test
    void neverHasARoleOfUsersOrServices() {
        for (String role :
                List.of(Roles.ADMIN, Roles.SERVICE, Roles.MANAGER, Roles.SALESPERSON, Roles.USER, Roles.GUEST)) {
            assertTrue(Scope.of(role).isEmpty(), role);
        }
    }

    private ApiClient client(Optional<Instant> expiresAt) {
        return ApiClient.create(
                new ApiClientId("c"), "n", Set.of(Scope.CATALOG_WRITE), expiresAt, "user:u", "s1", first, NOW);
    }

    private static ClientSecret secret(int seed) {
        byte[] bytes = new byte[ClientSecret.RANDOM_BYTES];
        bytes[0] = (byte) seed;
        return ClientSecret.of(bytes);
    }
}
