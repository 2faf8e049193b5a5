package dev.parley.identity.token;

import dev.parley.platform.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The services that may get tokens, and their secrets: one each, created at deployment. */
@ApplicationScoped
class ServiceClients {

    /** No secret has this digest. */
    private static final byte[] NOBODYS = new byte[32];

    private final Map<String, byte[]> digests = new HashMap<>();

    /** @param secrets {@code catalog-service=secret,cart-service=secret,…} */
    ServiceClients(@ConfigProperty(name = "parley.service-secrets") Optional<List<String>> secrets) {
        for (String entry : secrets.orElse(List.of())) {
            int equals = entry.indexOf('=');
            if (equals < 1 || equals == entry.length() - 1) {
                throw new IllegalArgumentException(
                        "parley.service-secrets (PARLEY_SERVICE_SECRETS) has an entry that is not client=secret");
            }
            digests.put(
                    entry.substring(0, equals).strip(),
                    Digests.sha256(entry.substring(equals + 1).strip()));
        }
    }

    /** Whether the secret is the client's, compared in constant time. */
    boolean knows(String clientId, String secret) {
        return MessageDigest.isEqual(Digests.sha256(secret), digests.getOrDefault(clientId, NOBODYS));
    }
}
