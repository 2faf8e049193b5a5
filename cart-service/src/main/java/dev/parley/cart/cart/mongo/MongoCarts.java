package dev.parley.cart.cart.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import dev.parley.cart.cart.domain.Cart;
import dev.parley.cart.cart.domain.CartId;
import dev.parley.cart.cart.domain.Carts;
import dev.parley.cart.cart.domain.OrderId;
import dev.parley.cart.cart.domain.Owner;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
import dev.parley.platform.events.VersionClash;
import dev.parley.platform.events.WireEvents;
import dev.parley.platform.security.CurrentCaller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Carts in the collection {@code carts}; their events go to {@code cart.carts}. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
class MongoCarts implements Carts {

    private final OutboxCollection carts;
    private final WireEvents<Cart> events;
    private final CurrentCaller caller;

    MongoCarts(Outboxes outboxes, WireEvents<Cart> events, CurrentCaller caller) {
        this.carts = outboxes.open("carts", "cart.carts");
        this.events = events;
        this.caller = caller;
    }

    @Override
    public Optional<Cart> current(Owner owner) {
        return one(eq("activeKey", owner.key()));
    }

    @Override
    public List<Cart> currentOf(Collection<? extends Owner> owners) {
        return many(in("activeKey", owners.stream().map(Owner::key).toList()), "_id", owners.size());
    }

    @Override
    public Optional<Cart> byId(CartId id) {
        return one(eq("_id", id.value()));
    }

    @Override
    public Optional<Cart> ofOrder(OrderId order) {
        return one(eq("orderId", order.value()));
    }

    @Override
    public boolean isMerged(CartId closed) {
        return carts.mongo()
                        .find(eq("mergedFrom", closed.value()))
                        .projection(include("_id"))
                        .first()
                != null;
    }

    @Override
    public List<Cart> movingTo(Owner owner) {
        return many(eq("moveTo", owner.key()), "_id", 50);
    }

    @Override
    public List<CartId> movingSince(Instant before, int most) {
        return longest("movingSince", before, most);
    }

    @Override
    public List<CartId> leaseExpiredAt(Instant now, int most) {
        return longest("leaseUntil", now, most);
    }

    @Override
    public List<CartId> expiredAt(Instant now, int most) {
        return longest("expiresAt", now, most);
    }

    @Override
    public void save(Cart cart) {
        if (!cart.isChanged()) {
            return;
        }
        Document state = CartDocument.write(cart);
        List<PendingEvent> pending = events.of(cart, caller.get().actor());
        try {
            if (cart.version() == 0) {
                carts.insert(state, pending);
            } else {
                carts.save(cart.id().value(), cart.version(), state, pending);
            }
        } catch (AlreadyExists taken) {
            throw new VersionClash();
        }
        cart.saved();
    }

    private Optional<Cart> one(Bson filter) {
        return Optional.ofNullable(carts.mongo().find(filter).first()).map(CartDocument::read);
    }

    private List<Cart> many(Bson filter, String order, int most) {
        return carts.mongo()
                .find(filter)
                .sort(ascending(order))
                .limit(most)
                .map(CartDocument::read)
                .into(new ArrayList<>());
    }

    private List<CartId> longest(String since, Instant before, int most) {
        return carts.mongo()
                .find(lte(since, Date.from(before)))
                .sort(ascending(since))
                .projection(include("_id"))
                .limit(most)
                .map(cart -> new CartId(cart.getString("_id")))
                .into(new ArrayList<>());
    }
}
