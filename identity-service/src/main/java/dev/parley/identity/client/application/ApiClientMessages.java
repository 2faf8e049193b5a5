package dev.parley.identity.client.application;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.platform.events.NewEvent;
import java.util.List;

/** The published form of what happened to an API client. */
public interface ApiClientMessages {
    List<NewEvent> of(ApiClient client);
}
