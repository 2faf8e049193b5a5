package dev.parley.catalog.inventory.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Projections;
import dev.parley.catalog.EventMessages;
import dev.parley.catalog.inventory.domain.InventoryEvent;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.platform.events.AlreadyExists;
import dev.parley.platform.events.OutboxCollection;
import dev.parley.platform.events.Outboxes;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.StartOrder;
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
    private final EventMessages<InventoryEvent> messages;
    private final CurrentCaller caller;

    MongoReservations(Outboxes outboxes, EventMessages<InventoryEvent> messages, CurrentCaller caller) {
        this.reservations = outboxes.open(COLLECTION, "catalog.inventory");
        this.messages = messages;
        this.caller = caller;
    }

    @Override
    public Optional<Reservation> find(String orderId) {
        return Optional.ofNullable(reservations.mongo().find(eq("_id", orderId)).first())
                .map(ReservationDocument::read);
    }

    @Override
    public List<Reservation> findAll(Collection<String> orderIds) {
        return reservations
                .mongo()
                .find(in("_id", orderIds))
                .map(ReservationDocument::read)
                .into(new ArrayList<>());
    }

    @Override
    public boolean insert(Reservation reservation) {
        try {
            reservations.insert(ReservationDocument.write(reservation.state()), events(reservation));
            return true;
        } catch (AlreadyExists e) {
            return false;
        }
    }

    @Override
    public void save(Reservation reservation) {
        reservations.replace(
                reservation.orderId(),
                reservation.state().version(),
                ReservationDocument.write(reservation.state()),
                events(reservation));
    }

    @Override
    public List<String> expired(Instant now, int limit) {
        return ids(lte(ReservationDocument.RUNS_OUT_AT, Date.from(now)), limit);
    }

    @Override
    public List<String> unsettled(Instant since, int limit) {
        return ids(lt(ReservationDocument.UNSETTLED_SINCE, Date.from(since)), limit);
    }

    private List<String> ids(Bson filter, int limit) {
        return reservations
                .mongo()
                .find(filter)
                .projection(Projections.include("_id"))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private List<PendingEvent> events(Reservation reservation) {
        String actor = caller.get().actor();
        return reservation.events().stream()
                .map(event ->
                        PendingEvent.of(messages.of(event), reservation.state().updatedAt(), actor))
                .toList();
    }
}
