package dev.parley.catalog.product.kafka;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.platform.WireName;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The wire events of products: each carries the whole public state, because the topic is compacted. */
@ApplicationScoped
public class ProductWireEvents implements WireEvents<Product> {

    /** The public state of a variant. */
    public record VariantV1(String variantId, String sku, Map<String, String> attributes, Money price) {}

    /** The price change of a variant. */
    public record PriceChangeV1(String sku, Money from, Money to) {}

    @EventType("dev.parley.product.created.v1")
    public record ProductCreatedV1(
            String productId,
            String marketplace,
            String externalId,
            String name,
            String slug,
            String brand,
            String category,
            String status,
            String externalUrl,
            @Nullable String image,
            List<VariantV1> variants,
            long version) {}

    @EventType("dev.parley.product.updated.v1")
    public record ProductUpdatedV1(
            String productId,
            String marketplace,
            String externalId,
            String name,
            String slug,
            String brand,
            String category,
            String status,
            String externalUrl,
            @Nullable String image,
            List<VariantV1> variants,
            long version) {}

    @EventType("dev.parley.product.price-changed.v1")
    public record ProductPriceChangedV1(
            String productId,
            String marketplace,
            String externalId,
            String name,
            String slug,
            String brand,
            String category,
            String status,
            String externalUrl,
            @Nullable String image,
            List<VariantV1> variants,
            long version,
            List<PriceChangeV1> changes) {}

    @EventType("dev.parley.product.archived.v1")
    public record ProductArchivedV1(
            String productId,
            String marketplace,
            String externalId,
            String name,
            String slug,
            String brand,
            String category,
            String status,
            String externalUrl,
            @Nullable String image,
            List<VariantV1> variants,
            long version) {}

    @Override
    public List<PendingEvent> of(Product product, String actor) {
        return product.events().stream()
                .map(event -> PendingEvent.of(data(product, event), event.at(), actor))
                .toList();
    }

    private static Object data(Product product, ProductEvent event) {
        Product.State p = product.state();
        String id = p.id().value();
        long version = p.version() + 1; // the version that the save will store
        String status = WireName.of(p.status());
        String image = product.image().orElse(null);
        List<VariantV1> variants = p.variants().stream()
                .map(v -> new VariantV1(v.variantId(), v.sku().value(), v.attributes(), v.price()))
                .toList();
        return switch (event) {
            case ProductEvent.Created e ->
                new ProductCreatedV1(
                        id,
                        p.marketplace(),
                        p.externalId(),
                        p.name(),
                        p.slug(),
                        p.brand(),
                        p.category(),
                        status,
                        p.externalUrl(),
                        image,
                        variants,
                        version);
            case ProductEvent.Updated e ->
                new ProductUpdatedV1(
                        id,
                        p.marketplace(),
                        p.externalId(),
                        p.name(),
                        p.slug(),
                        p.brand(),
                        p.category(),
                        status,
                        p.externalUrl(),
                        image,
                        variants,
                        version);
            case ProductEvent.PriceChanged e ->
                new ProductPriceChangedV1(
                        id,
                        p.marketplace(),
                        p.externalId(),
                        p.name(),
                        p.slug(),
                        p.brand(),
                        p.category(),
                        status,
                        p.externalUrl(),
                        image,
                        variants,
                        version,
                        e.changes().stream()
                                .map(c -> new PriceChangeV1(c.sku().value(), c.from(), c.to()))
                                .toList());
            case ProductEvent.Archived e ->
                new ProductArchivedV1(
                        id,
                        p.marketplace(),
                        p.externalId(),
                        p.name(),
                        p.slug(),
                        p.brand(),
                        p.category(),
                        status,
                        p.externalUrl(),
                        image,
                        variants,
                        version);
        };
    }
}
