package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.identity.client.domain.Scope;
import dev.parley.identity.token.AccessToken;
import dev.parley.identity.token.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Issues an access token for an API client, with all or some of its scopes. */
@ApplicationScoped
public class IssueClientToken {

    /** @param scopes the granted scopes */
    public record ClientToken(AccessToken token, Set<Scope> scopes) {}

    private final ApiClients clients;
    private final AccessTokens tokens;
    private final Clock clock;

    IssueClientToken(ApiClients clients, AccessTokens tokens, Clock clock) {
        this.clients = clients;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param wanted the names of the requested scopes; none requests all that the client has
     * @throws TokenRefused {@code invalid_scope} when one is unknown or not the client's
     */
    public ClientToken handle(AuthenticateClient.Authenticated who, Set<String> wanted) {
        ApiClient client = who.client();
        Set<Scope> scopes = wanted.isEmpty() ? client.state().scopes() : granted(client, wanted);
        Instant now = clock.instant();
        SortedSet<String> names = scopes.stream().map(Scope::wireName).collect(Collectors.toCollection(TreeSet::new));
        AccessToken token = tokens.ofClient(
                client.id().value(),
                client.id().subject(),
                names,
                who.secretId(),
                client.tokenLife(AccessTokens.LIFE, now));
        if (client.isUseNews(now)) {
            clients.noteUse(client.id(), now);
        }
        return new ClientToken(token, scopes);
    }

    private static Set<Scope> granted(ApiClient client, Set<String> wanted) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : wanted) {
            scopes.add(Scope.of(name)
                    .filter(client::may)
                    .orElseThrow(() -> new TokenRefused(
                            TokenRefused.Error.INVALID_SCOPE, "A scope is unknown or not one of this client.")));
        }
        return scopes;
    }
}
