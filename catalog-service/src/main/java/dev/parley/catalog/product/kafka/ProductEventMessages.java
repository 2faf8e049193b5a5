package dev.parley.catalog.product.kafka;

import dev.parley.catalog.EventMessages;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.platform.events.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Product events on the wire: each carries the whole public state, as its topic keeps only the last of a product. */
@ApplicationScoped
public class ProductEventMessages implements EventMessages<ProductEvent> {

    /** A variant as others see it. */
    public record VariantV1(String variantId, String sku, Map<String, String> attributes, Money price) {}

    /** A variant's price before and after. */
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
    public Object of(ProductEvent event) {
        Product.State p = event.product().state();
        String status = p.status().word();
        String image = event.product().image().orElse(null);
        List<VariantV1> variants = p.variants().stream()
                .map(v -> new VariantV1(v.variantId(), v.sku(), v.attributes(), v.price()))
                .toList();
        return switch (event) {
            case ProductEvent.Created e ->
                new ProductCreatedV1(
                        p.id(),
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
                        p.version());
            case ProductEvent.Updated e ->
                new ProductUpdatedV1(
                        p.id(),
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
                        p.version());
            case ProductEvent.PriceChanged e ->
                new ProductPriceChangedV1(
                        p.id(),
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
                        p.version(),
                        e.changes().stream()
                                .map(c -> new PriceChangeV1(c.sku(), c.from(), c.to()))
                                .toList());
            case ProductEvent.Archived e ->
                new ProductArchivedV1(
                        p.id(),
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
                        p.version());
        };
    }
}
