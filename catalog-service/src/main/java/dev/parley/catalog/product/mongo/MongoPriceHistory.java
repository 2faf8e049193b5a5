package dev.parley.catalog.product.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.catalog.ProductId;
import dev.parley.catalog.Sku;
import dev.parley.catalog.product.domain.PriceHistory;
import dev.parley.catalog.product.domain.PriceRecord;
import dev.parley.platform.money.MoneyDocument;
import dev.parley.platform.mongo.Fields;
import dev.parley.platform.mongo.RetryingWrites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collection {@code price_history}, one document per price. */
@ApplicationScoped
class MongoPriceHistory implements PriceHistory {

    private static final String SKU = "sku";
    private static final String AT = "at";

    private final MongoCollection<Document> prices;
    private final RetryingWrites writes;

    MongoPriceHistory(MongoDatabase database, RetryingWrites writes) {
        this.prices = database.getCollection("price_history");
        this.writes = writes;
    }

    @Override
    public void record(Collection<PriceRecord> records) {
        List<String> ids = records.stream().map(MongoPriceHistory::id).toList();
        Set<String> known = prices
                .find(in("_id", ids))
                .projection(include("_id"))
                .map(document -> Fields.text(document, "_id"))
                .into(new ArrayList<>())
                .stream()
                .collect(Collectors.toSet());
        for (PriceRecord record : records) {
            if (!known.contains(id(record))) {
                writes.insertIfAbsent(
                        prices,
                        new Document("_id", id(record))
                                .append(SKU, record.sku().value())
                                .append("productId", record.productId().value())
                                .append("price", MoneyDocument.write(record.price()))
                                .append(AT, Date.from(record.at())));
            }
        }
    }

    @Override
    public List<PriceRecord> of(Collection<Sku> skus, Optional<Position> after, int limit) {
        Bson ofThese = in(SKU, skus.stream().map(Sku::value).toList());
        return prices.find(after.map(position -> and(ofThese, behind(position))).orElse(ofThese))
                .sort(orderBy(descending(AT), ascending(SKU)))
                .limit(limit)
                .map(MongoPriceHistory::read)
                .into(new ArrayList<>());
    }

    private static Bson behind(Position position) {
        Date at = Date.from(position.at());
        return or(lt(AT, at), and(eq(AT, at), gt(SKU, position.sku().value())));
    }

    private static PriceRecord read(Document document) {
        return new PriceRecord(
                new Sku(Fields.text(document, SKU)),
                new ProductId(Fields.text(document, "productId")),
                MoneyDocument.read(document.get("price", Document.class)),
                Fields.instant(document, AT));
    }

    private static String id(PriceRecord record) {
        return record.at().toEpochMilli() + " " + record.sku();
    }
}
