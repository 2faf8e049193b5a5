package dev.parley.identity.guest;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.CountOptions;
import dev.parley.identity.user.domain.User;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jboss.logging.Logger;

/** Links a guest to a user, so that the guest's data becomes the user's. */
@Startup(StartOrder.OUTBOXES) // links that a killed instance has not published must not wait for a request
@ApplicationScoped
public class LinkGuest {

    private static final Logger LOG = Logger.getLogger(LinkGuest.class);

    /**
     * The maximum number of guests linked to one account. One write names all of them when the account is purged, and
     * some 400,000 ids are 16 MiB, the maximum document size.
     */
    public static final int MOST = 100_000;

    static final String COLLECTION = "guest_links";

    private final OutboxCollection links;
    private final Clock clock;

    LinkGuest(Outboxes outboxes, Clock clock) {
        this.links = outboxes.openCompacted(COLLECTION, "identity.users");
        this.clock = clock;
    }

    /**
     * The first user keeps the guest: a second one gets no link, and linking again changes nothing. Beyond
     * {@value #MOST} guests, further ones stay unlinked.
     */
    public void handle(String anonymousId, User user) {
        Instant now = clock.instant();
        User.State state = user.state();
        GuestLinkedV1 linked = new GuestLinkedV1(
                state.id().value(),
                WireName.of(state.status()),
                state.roles().stream().map(WireName::of).sorted().toList(),
                WireName.of(state.subscription().planAt(now)),
                state.registeredAt(),
                anonymousId,
                now);
        if (isFull(state.id().value())) {
            LOG.warnf(
                    "Guest not linked, too many guests for the account: anonymousId=%s userId=%s",
                    anonymousId, state.id());
            return;
        }
        Document link = new Document("_id", anonymousId)
                .append("userId", state.id().value())
                .append("createdAt", Date.from(now));
        try {
            links.insert(link, List.of(PendingEvent.of(linked, now, "user:" + state.id())));
            LOG.infof("Guest linked: anonymousId=%s userId=%s", anonymousId, state.id());
        } catch (AlreadyExists linkedBefore) {
            LOG.debugf("Guest already linked: anonymousId=%s", anonymousId);
        }
    }

    private boolean isFull(String userId) {
        return links.mongo().countDocuments(eq("userId", userId), new CountOptions().limit(MOST)) == MOST;
    }

    /** The guests linked to this user, at most about {@value #MOST}. */
    public List<String> of(String userId) {
        return links.mongo()
                .find(eq("userId", userId))
                .map(link -> link.getString("_id"))
                .into(new ArrayList<>());
    }
}
