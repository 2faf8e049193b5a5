package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.platform.id.Ids;
import java.security.SecureRandom;

/** A client and its new secret, which nobody will see again. */
public record Issued(ApiClient client, ClientSecret secret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static ClientSecret newSecret() {
        byte[] random = new byte[ClientSecret.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return ClientSecret.of(random);
    }

    static String newSecretId() {
        return Ids.next();
    }
}
