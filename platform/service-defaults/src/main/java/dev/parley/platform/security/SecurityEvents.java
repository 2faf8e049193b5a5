package dev.parley.platform.security;

import dev.parley.platform.Digests;
import dev.parley.platform.http.RequestOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records security events: a line in the log under {@code dev.parley.security} and the counter
 * {@code security_events_total{kind,reason}}. A line contains an id or a hash, the network of the client (IPv4
 * {@code /24}, IPv6 {@code /64}) and a reason; never a name, an e-mail address, a token or a full address. An event
 * that repeats within 10 s is counted and not logged again, so that an attack does not fill the log.
 */
@ApplicationScoped
public class SecurityEvents {

    public static final String SIGN_IN_FAILED = "sign-in-failed";
    public static final String LOCKED_OUT = "locked-out";
    public static final String ROLE_REFUSED = "role-refused";
    public static final String RATE_LIMITED = "rate-limited";
    public static final String TOKEN_REFUSED = "token-refused";

    private static final Logger LOG = Logger.getLogger("dev.parley.security");
    private static final long QUIET_NANOS = 10_000_000_000L;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9:_-]{1,100}");

    private final MeterRegistry metrics;
    private final RequestOrigin origin;
    private final SecretKeySpec hashKey;
    private final Map<Event, Long> logged = new ConcurrentHashMap<>();

    private record Event(String kind, String subject, String network, String reason) {}

    SecurityEvents(
            MeterRegistry metrics,
            RequestOrigin origin,
            @ConfigProperty(name = "parley.client-secret") Optional<String> secret) {
        this.metrics = metrics;
        this.origin = origin;
        this.hashKey = new SecretKeySpec(
                secret.filter(text -> !text.isBlank())
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElseGet(() -> new SecureRandom().generateSeed(32)),
                "HmacSHA256");
    }

    /**
     * Records an event of the current request.
     *
     * @param kind one of the constants here, or another fixed word of lower-case letters and hyphens; never made from
     *     input
     * @param subject the id of the account or client, or {@link #hash} of a typed name; null when unknown. Anything
     *     without the form of an id is hashed
     * @param reason a fixed word such as a problem's slug or the name of a limit; never made from input
     */
    public void record(String kind, @Nullable String subject, String reason) {
        record(kind, subject, reason, origin.network());
    }

    /**
     * As {@link #record(String, String, String)}, where there is no current request: with the network of the client, as
     * in {@link RequestOrigin#network}.
     */
    public void record(String kind, @Nullable String subject, String reason, Optional<String> network) {
        metrics.counter("security.events", "kind", kind, "reason", reason).increment();
        Event event = new Event(kind, loggable(subject), network.orElse("none"), reason);
        if (isNew(event)) {
            LOG.warnf(
                    "Security event: kind=%s subject=%s network=%s reason=%s",
                    event.kind, event.subject, event.network, event.reason);
        }
    }

    /**
     * A hash of a typed name or address that may be logged: the same name has the same hash in all instances of this
     * service; the name cannot be found by trying names without the service's secret.
     */
    public String hash(String name) {
        return "hash:" + HexFormat.of().formatHex(Digests.hmacSha256(name, hashKey), 0, 8);
    }

    private String loggable(@Nullable String subject) {
        if (subject == null) {
            return "none";
        }
        return subject.length() <= 100 && ID.matcher(subject).matches() ? subject : hash(subject);
    }

    private boolean isNew(Event event) {
        long now = System.nanoTime();
        if (logged.size() >= MOST_REMEMBERED) {
            logged.clear();
        }
        Long before = logged.get(event);
        return (before == null || now - before > QUIET_NANOS)
                && (before == null ? logged.putIfAbsent(event, now) == null : logged.replace(event, before, now));
    }
}
