package dev.parley.identity.token;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The token issuer, identified by the public URL of the API: clients that are given this URL find the configuration
 * under it, and both must be identical (OpenID Connect Discovery 1.0, section 4.3; RFC 8414, section 3.3).
 */
@Startup
@ApplicationScoped
class Issuer {

    private final String url;

    Issuer(@ConfigProperty(name = "parley.public-url") URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "parley.public-url (PARLEY_PUBLIC_URL) is not an http or https URL: " + url);
        }
        if (url.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "parley.public-url (PARLEY_PUBLIC_URL) must not end with a slash: " + url);
        }
        this.url = url.toString();
    }

    /** Without a trailing slash. */
    String url() {
        return url;
    }
}
