package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.platform.events.PendingEvent;
import java.util.List;

/** The published form of what happened to an API client. */
public interface ApiClientMessages {
    List<PendingEvent> of(ApiClient client);
}
