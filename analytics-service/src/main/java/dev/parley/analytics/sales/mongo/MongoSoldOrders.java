package dev.parley.analytics.sales.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import dev.parley.analytics.rollup.Facts;
import dev.parley.analytics.rollup.Figures;
import dev.parley.analytics.rollup.Rollups;
import dev.parley.analytics.sales.application.SoldOrders;
import dev.parley.analytics.sales.domain.Interval;
import dev.parley.analytics.sales.domain.Sales;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * One fact per order, whose {@code _id} is the order's id, and a bucket per hour. The fact of a cancelled order is
 * kept, so that a late confirmation does not count.
 */
@ApplicationScoped
class MongoSoldOrders implements SoldOrders, Figures {

    private static final Logger LOG = Logger.getLogger(MongoSoldOrders.class);

    static final String COLLECTION = "order_facts";

    private static final String KIND = "sales";
    private static final String TAKEN_BACK = "takenBack";

    private final MongoCollection<Document> orders;
    private final Rollups rollups;
    private final Facts facts;
    private final RetryingWrites writes;

    MongoSoldOrders(MongoDatabase database, Rollups rollups, Facts facts, RetryingWrites writes) {
        this.orders = database.getCollection(COLLECTION);
        this.rollups = rollups;
        this.facts = facts;
        this.writes = writes;
    }

    @Override
    public void count(String orderId, Instant confirmedAt, long units, Money total) {
        Rollups.Bucket bucket = new Rollups.Bucket(KIND, Interval.HOUR.start(confirmedAt), "");
        if (!facts.allRetainedSince(bucket.from())) {
            LOG.infof("Order not counted, its facts have expired: orderId=%s", orderId);
            return;
        }
        upsert(
                orderId,
                combine(
                        setOnInsert(Facts.BUCKET, bucket.id()),
                        setOnInsert("from", Date.from(bucket.from())),
                        setOnInsert("confirmedAt", Date.from(confirmedAt)),
                        setOnInsert("units", units),
                        setOnInsert("total", MoneyDocument.write(total)),
                        setOnInsert(Facts.EXPIRES_AT, facts.expiresAt(confirmedAt))));
        rollups.mark(bucket);
        rollups.roll(bucket, this::of);
    }

    @Override
    public void cancel(String orderId, Instant cancelledAt) {
        upsert(orderId, combine(set(TAKEN_BACK, true), setOnInsert(Facts.EXPIRES_AT, facts.expiresAt(cancelledAt))));
        Document fact = orders.find(eq("_id", orderId)).first();
        if (fact != null && fact.containsKey(Facts.BUCKET)) {
            Rollups.Bucket bucket =
                    new Rollups.Bucket(KIND, fact.getDate("from").toInstant(), "");
            rollups.mark(bucket);
            rollups.roll(bucket, this::of);
        }
    }

    private void upsert(String orderId, Bson change) {
        writes.runUpsert(() -> orders.updateOne(eq("_id", orderId), change, new UpdateOptions().upsert(true)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Document of(String bucketId) {
        Sales sales = Sales.NONE;
        for (Document fact :
                orders.find(eq(Facts.BUCKET, bucketId)).projection(include("units", "total", TAKEN_BACK))) {
            if (!fact.getBoolean(TAKEN_BACK, false)) {
                sales = sales.plus(Sales.ofOrder(
                        fact.get("units", Number.class).longValue(),
                        MoneyDocument.read(fact.get("total", Document.class))));
            }
        }
        return new Document("orders", sales.orders())
                .append("units", sales.units())
                .append(
                        "revenue",
                        sales.revenue().values().stream()
                                .map(MoneyDocument::write)
                                .toList());
    }

    @Override
    public SortedMap<Instant, Sales> perHour(Instant from, Instant to) {
        SortedMap<Instant, Sales> hours = new TreeMap<>();
        for (Document bucket : rollups.find(KIND, from, to)) {
            hours.put(bucket.getDate(Rollups.FROM).toInstant(), sales(bucket));
        }
        return hours;
    }

    private static Sales sales(Document bucket) {
        SortedMap<CurrencyUnit, Money> revenue = new TreeMap<>();
        for (Document money : bucket.getList("revenue", Document.class, List.of())) {
            Money amount = MoneyDocument.read(money);
            revenue.put(amount.getCurrencyUnit(), amount);
        }
        return new Sales(Rollups.figure(bucket, "orders"), Rollups.figure(bucket, "units"), revenue);
    }
}
