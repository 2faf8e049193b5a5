package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ClientSecret;
import dev.parley.platform.RandomBytes;
import dev.parley.platform.id.Ids;

/** A client and its new secret, which is shown only once. */
public record Issued(ApiClient client, ClientSecret secret) {

    static ClientSecret newSecret() {
        return ClientSecret.of(RandomBytes.next(ClientSecret.RANDOM_BYTES));
    }

    static String newSecretId() {
        return Ids.next();
    }
}
