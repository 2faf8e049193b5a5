package dev.parley.identity.password.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie with the proof that a browser signed in before; see
 * {@link dev.parley.identity.password.application.KnownDevices}.
 */
@ApplicationScoped
class DeviceCookie {

    static final String NAME = "parley-device";

    private static final Duration KEPT = Duration.ofDays(365);

    private final boolean secure;

    /** @param publicUrl when it is {@code https}, the cookie is sent over TLS only */
    DeviceCookie(@ConfigProperty(name = "parley.public-url") Optional<String> publicUrl) {
        this.secure = publicUrl.filter(url -> url.startsWith("https:")).isPresent();
    }

    NewCookie of(String proof) {
        return new NewCookie.Builder(NAME)
                .value(proof)
                .path("/v1/auth/login")
                .maxAge((int) KEPT.toSeconds())
                .secure(secure)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
