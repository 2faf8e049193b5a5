package dev.parley.catalog.product.kafka;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductEvent;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.catalog.product.domain.VariantFacts;
import dev.parley.platform.WireName;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The wire events of products: each carries the whole public state, because the topic is compacted. */
@ApplicationScoped
public class ProductWireEvents implements WireEvents<Product> {

    /**
     * The public state of a variant.
     *
     * @param title if it differs from the product's name; likewise link and image
     * @param priceSince when the price began, if known
     * @param moves how often it was moved to another product, if ever: of the states that two products publish of a
     *     variant, the one with more moves is current
     */
    public record VariantV1(
            String variantId,
            String sku,
            @Nullable String title,
            Map<String, String> attributes,
            Money price,
            @Nullable Instant priceSince,
            @Nullable String link,
            @Nullable String image,
            @Nullable Integer moves) {

        private static VariantV1 of(Variant variant) {
            VariantFacts facts = variant.facts();
            return new VariantV1(
                    variant.variantId(),
                    facts.sku().value(),
                    present(facts.title()),
                    facts.attributes(),
                    facts.price(),
                    variant.prices().since(),
                    present(facts.link()),
                    present(facts.image()),
                    variant.moves() == 0 ? null : variant.moves());
        }

        private static @Nullable String present(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** The rating of a product in its marketplace: an average of 0 to 5, and the number of reviews. */
    public record RatingV1(BigDecimal average, int count) {}

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
            @Nullable List<String> tags,
            @Nullable Boolean featured,
            @Nullable RatingV1 rating,
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
            @Nullable List<String> tags,
            @Nullable Boolean featured,
            @Nullable RatingV1 rating,
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
            @Nullable List<String> tags,
            @Nullable Boolean featured,
            @Nullable RatingV1 rating,
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
            @Nullable List<String> tags,
            @Nullable Boolean featured,
            @Nullable RatingV1 rating,
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
        List<String> tags =
                p.presentation().tags().isEmpty() ? null : p.presentation().tags();
        Boolean featured = p.presentation().featured() ? true : null;
        RatingV1 rating = p.rating() == null
                ? null
                : new RatingV1(p.rating().average(), p.rating().count());
        List<VariantV1> variants = p.variants().stream().map(VariantV1::of).toList();
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
                        tags,
                        featured,
                        rating,
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
                        tags,
                        featured,
                        rating,
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
                        tags,
                        featured,
                        rating,
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
                        tags,
                        featured,
                        rating,
                        variants,
                        version);
        };
    }
}
