package dev.parley.catalog.inventory.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Projections;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
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
import org.bson.conversions.Bson;

/** Reservations in MongoDB: one document per order. */
@ApplicationScoped
@Startup(StartOrder.OUTBOXES)
public class MongoReservations implements Reservations {

    static final String COLLECTION = "reservations";

    private final OutboxCollection reservations;
    private final WireEvents<Reservation> wireEvents;
    private final CurrentCaller caller;

    MongoReservations(Outboxes outboxes, WireEvents<Reservation> wireEvents, CurrentCaller caller) {
        this.reservations = outboxes.open(COLLECTION, "catalog.inventory");
        this.wireEvents = wireEvents;
        this.caller = caller;
    }

    @Override
    public Optional<Reservation> find(OrderId orderId) {
        return Optional.ofNullable(
                        reservations.mongo().find(eq("_id", orderId.value())).first())
                .map(ReservationDocument::read);
    }

    @Override
    public List<Reservation> findAll(Collection<OrderId> orderIds) {
        return reservations
                .mongo()
                .find(in("_id", orderIds.stream().map(OrderId::value).toList()))
                .map(ReservationDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public void insert(Reservation reservation) {
        try {
            reservations.insert(ReservationDocument.write(reservation.state()), events(reservation));
        } catch (AlreadyExists e) {
            throw new VersionClash();
        }
        reservation.saved();
    }

    @Override
    public void save(Reservation reservation) {
        if (reservation.isChanged()) {
            reservations.save(
                    reservation.orderId().value(),
                    reservation.version(),
                    ReservationDocument.write(reservation.state()),
                    events(reservation));
            reservation.saved();
        }
    }

    @Override
    public List<OrderId> expired(Instant now, int limit) {
        return ids(lte(ReservationDocument.RUNS_OUT_AT, Date.from(now)), limit);
    }

    @Override
    public List<OrderId> unsettled(Instant since, int limit) {
        return ids(lt(ReservationDocument.UNSETTLED_SINCE, Date.from(since)), limit);
    }

    private List<OrderId> ids(Bson filter, int limit) {
        return reservations
                .mongo()
                .find(filter)
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> new OrderId(document.getString("_id")))
                .into(new ArrayList<>());
    }

    private List<PendingEvent> events(Reservation reservation) {
        return wireEvents.of(reservation, caller.get().actor());
    }
}
