package dev.parley.platform.http;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start with a trusted proxy that is not an IP address or range: a name would be resolved at every request,
 * which waits for seconds when the name server does not respond. An IPv6 address without its prefix length, such as
 * {@code ::1}, is parsed as a name and a port.
 */
@Startup
@Singleton
class TrustedProxies {

    private static final Pattern ADDRESS_OR_RANGE =
            Pattern.compile("^(?:[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]+/[0-9]{1,3})");

    TrustedProxies(@ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") List<String> proxies) {
        for (String proxy : proxies) {
            if (!ADDRESS_OR_RANGE.matcher(proxy.strip()).matches()) {
                throw new IllegalStateException("PARLEY_TRUSTED_PROXIES: '" + proxy
                        + "' is neither an IPv4 address nor a range such as 10.0.0.0/8 or ::1/128");
            }
        }
    }
}
