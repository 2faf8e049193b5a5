package dev.parley.identity.token;

import dev.parley.identity.ServiceTest;
import dev.parley.platform.testing.AccessContract;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

@ServiceTest
class AccessTest extends AccessContract {

    @Inject
    SigningKeys keys;

    AccessTest() {
        super("identity-service");
    }

    /** This service trusts only its own keys. */
    @Override
    protected String believed(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        SigningKey key = keys.current();
        return Jwt.claimsJson(new String(claims, StandardCharsets.UTF_8))
                .jws()
                .keyId(key.id())
                .sign(key.privateKey());
    }
}
