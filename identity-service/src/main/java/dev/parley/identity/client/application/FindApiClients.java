package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** API clients for who looks after them, revoked ones too. */
@ApplicationScoped
public class FindApiClients {

    private final ApiClients clients;

    FindApiClients(ApiClients clients) {
        this.clients = clients;
    }

    /** @throws dev.parley.platform.problem.Problem 404 when there is none */
    public ApiClient one(ApiClientId id) {
        return clients.find(id).orElseThrow(() -> Problems.notFound("API client"));
    }

    /** The newest first. */
    public List<ApiClient> handle(Optional<ApiClientId> after, int limit) {
        return clients.list(after, limit);
    }
}
