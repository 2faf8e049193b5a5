package dev.parley.platform.security;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The caller of a request, from the access token.
 *
 * @param kind the kind of caller
 * @param id the user's id, the guest's anonymous id, the client's id; for {@link Kind#NOBODY} the name of this service
 * @param family the refresh family ({@code sid}) the token belongs to; API clients have none
 * @param tokenId the token's {@code jti}
 * @param plan the user's plan, {@code free} when the token names none
 * @param features the user's features in addition to those of the plan
 */
public record Caller(
        Kind kind,
        String id,
        Set<String> roles,
        Optional<String> family,
        Optional<String> tokenId,
        String plan,
        Set<String> features) {

    private static final String DEFAULT_PLAN = "free";
    private static final String SERVICE = "service:";
    private static final String CLIENT = "client:";

    /** Kinds of callers. */
    public enum Kind {
        USER,
        GUEST,
        /** A service of Parley. */
        SERVICE,
        /** An API client: has {@link Scopes} instead of roles, and no data of its own. */
        AGENT,
        /** No token: a public endpoint, or work this service does by itself. */
        NOBODY
    }

    public Caller {
        roles = Set.copyOf(roles);
        features = Set.copyOf(features);
    }

    /** No caller: the service itself acts. */
    public static Caller nobody(String service) {
        return new Caller(Kind.NOBODY, service, Set.of(), Optional.empty(), Optional.empty(), DEFAULT_PLAN, Set.of());
    }

    /** The caller of a verified token. */
    public static Caller of(JsonWebToken token) {
        Set<String> roles = Objects.requireNonNullElse(token.getGroups(), Set.of());
        String subject = Objects.requireNonNull(token.getSubject(), "a token has a subject");
        Kind kind = Kind.USER;
        String id = subject;
        if (subject.startsWith(SERVICE)) {
            kind = Kind.SERVICE;
            id = subject.substring(SERVICE.length());
        } else if (subject.startsWith(CLIENT)) {
            kind = Kind.AGENT;
            id = subject.substring(CLIENT.length());
        } else if (roles.contains(Roles.GUEST)) {
            kind = Kind.GUEST;
            id = token.<String>claim("anonymousId").orElse(subject);
        }
        return new Caller(
                kind,
                id,
                roles,
                kind == Kind.AGENT ? Optional.empty() : token.<String>claim("sid"),
                Optional.ofNullable(token.getTokenID()),
                token.<String>claim("plan").orElse(DEFAULT_PLAN),
                features(token));
    }

    /** The claim {@code features}: those in addition to the plan's. */
    private static Set<String> features(JsonWebToken token) {
        return token.getClaim("features") instanceof Collection<?> added
                ? added.stream()
                        .map(feature -> feature instanceof JsonString text ? text.getString() : feature.toString())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /**
     * The form in events and audit records: {@code user:<id>}, {@code guest:<id>}, {@code agent:<id>} or
     * {@code service:<id>}.
     */
    public String actor() {
        return (kind == Kind.NOBODY ? "service" : kind.name().toLowerCase(Locale.ROOT)) + ":" + id;
    }

    public boolean isUser() {
        return kind == Kind.USER;
    }

    public boolean isGuest() {
        return kind == Kind.GUEST;
    }

    public boolean isService() {
        return kind == Kind.SERVICE;
    }

    /** Whether the caller's plan has this feature ({@link Features}), or it was added. */
    public boolean hasFeature(String feature) {
        return Features.of(plan).contains(feature) || features.contains(feature);
    }

    /** Whether the caller has any of these roles. */
    public boolean hasRole(String... anyOf) {
        for (String role : anyOf) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
