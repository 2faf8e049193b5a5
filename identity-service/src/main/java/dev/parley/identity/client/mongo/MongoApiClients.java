package dev.parley.identity.client.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.ApiClientProblem;
import dev.parley.identity.client.domain.ApiClients;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.id.Ids;
import dev.parley.platform.mongo.RetryingWrites;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

@Startup(StartOrder.OUTBOXES) // a revocation that a killed instance has not published must not wait for a request
@ApplicationScoped
class MongoApiClients implements ApiClients {

    static final String COLLECTION = "api_clients";

    private final OutboxCollection clients;
    private final WireEvents<ApiClient> wireEvents;
    private final CurrentCaller caller;
    private final RetryingWrites writes;

    MongoApiClients(Outboxes outboxes, WireEvents<ApiClient> wireEvents, CurrentCaller caller, RetryingWrites writes) {
        this.clients = outboxes.open(COLLECTION, "identity.tokens");
        this.wireEvents = wireEvents;
        this.caller = caller;
        this.writes = writes;
    }

    @Override
    public void add(ApiClient client, List<PendingEvent> alongside) {
        try {
            clients.insert(ApiClientDocument.write(client.state()), events(client, alongside));
        } catch (AlreadyExists taken) {
            throw new ApiClientProblem.NameTaken();
        }
        client.saved();
    }

    @Override
    public void save(ApiClient client, List<PendingEvent> alongside) {
        if (client.isChanged()) {
            clients.save(
                    client.id().value(),
                    client.version(),
                    ApiClientDocument.write(client.state()),
                    events(client, alongside));
            client.saved();
        }
    }

    private List<PendingEvent> events(ApiClient client, List<PendingEvent> alongside) {
        return Stream.concat(wireEvents.of(client, caller.get().actor()).stream(), alongside.stream())
                .toList();
    }

    @Override
    public void noteUse(ApiClientId id, Instant now) {
        Date before = Date.from(now.minus(ApiClient.USE_NOTED_EVERY));
        Bson due = and(
                eq("_id", id.value()),
                or(exists(ApiClientDocument.LAST_USED, false), lte(ApiClientDocument.LAST_USED, before)));
        writes.run(() -> clients.mongo().updateOne(due, set(ApiClientDocument.LAST_USED, Date.from(now))));
    }

    @Override
    public Optional<ApiClient> find(ApiClientId id) {
        return Optional.ofNullable(clients.mongo().find(eq("_id", id.value())).first())
                .map(ApiClientDocument::read);
    }

    @Override
    public List<ApiClient> list(Optional<ApiClientId> after, int limit) {
        Bson older = lt("_id", after.map(ApiClientId::value).orElse(Ids.AFTER_ALL));
        List<ApiClient> found = new ArrayList<>();
        clients.mongo()
                .find(older)
                .sort(descending("_id"))
                .limit(limit)
                .map(ApiClientDocument::read)
                .into(found);
        return found;
    }
}
