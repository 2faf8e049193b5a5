package dev.parley.chat.assistant.upstream;

import dev.parley.chat.assistant.domain.Assistant;
import dev.parley.chat.assistant.domain.Catalog;
import dev.parley.chat.assistant.domain.Criteria;
import dev.parley.chat.assistant.domain.Offer;
import dev.parley.platform.upstream.Upstream;
import dev.parley.platform.upstream.UpstreamRefused;
import dev.parley.platform.upstream.UpstreamUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Calls catalog-service over HTTP. */
@ApplicationScoped
class HttpCatalog implements Catalog {

    private static final Logger LOG = Logger.getLogger(HttpCatalog.class);

    /** Enough candidates for the matching that follows: color and size are checked against the variants here. */
    private static final int HITS = 50;

    private final CatalogClient catalog;

    HttpCatalog(@RestClient CatalogClient catalog) {
        this.catalog = catalog;
    }

    @Produces
    @Singleton
    static Assistant assistant(Catalog catalog, @ConfigProperty(name = "parley.assistant.currency") String currency) {
        return new Assistant(catalog, CurrencyUnit.of(currency));
    }

    @Override
    public List<Offer> find(Criteria criteria, boolean cheapestFirst, String asker) {
        String words = Stream.of(criteria.color(), criteria.brand(), criteria.product())
                .filter(word -> word != null && !word.isEmpty())
                .collect(Collectors.joining(" "));
        CurrencyUnit currency = criteria.price().currency();
        try {
            return Upstream.call(
                            "catalog-service",
                            () -> catalog.search(
                                    asker,
                                    words,
                                    criteria.marketplace(),
                                    plain(criteria.price().min()),
                                    plain(criteria.price().max()),
                                    currency == null ? null : currency.getCode(),
                                    criteria.inStock() ? true : null,
                                    cheapestFirst ? "price" : null,
                                    HITS))
                    .items()
                    .stream()
                    .map(HttpCatalog::offer)
                    .toList();
        } catch (UpstreamUnavailable e) {
            throw new Unavailable(e);
        } catch (UpstreamRefused e) {
            // A rejected search is a defect; the user still gets a true answer.
            LOG.errorf(e, "Catalog search rejected: status=%d type=%s", e.status(), e.type());
            throw new Unavailable(e);
        }
    }

    private static Offer offer(FoundProducts.Product product) {
        return new Offer(
                product.id(),
                product.name(),
                product.brand() == null ? "" : product.brand(),
                product.marketplace(),
                product.variants().stream().map(HttpCatalog::variant).toList());
    }

    private static Offer.Variant variant(FoundProducts.Variant variant) {
        Map<String, String> attributes = variant.attributes() == null ? Map.of() : variant.attributes();
        return new Offer.Variant(
                variant.sku(),
                attributes.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                Map.Entry::getValue,
                                (first, second) -> first)),
                variant.price(),
                variant.availability() != null && variant.availability().available() > 0);
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
