package dev.parley.chat.assistant.catalog;

import dev.parley.chat.assistant.domain.Assistant;
import dev.parley.chat.assistant.domain.Catalogue;
import dev.parley.chat.assistant.domain.Offer;
import dev.parley.chat.assistant.domain.Wish;
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

/** Asks catalog-service. */
@ApplicationScoped
class HttpCatalogue implements Catalogue {

    private static final Logger LOG = Logger.getLogger(HttpCatalogue.class);

    /** Enough for the judging that follows: colour and size are held against the variants here. */
    private static final int HITS = 50;

    private final CatalogClient catalog;

    HttpCatalogue(@RestClient CatalogClient catalog) {
        this.catalog = catalog;
    }

    @Produces
    @Singleton
    static Assistant assistant(
            Catalogue catalogue, @ConfigProperty(name = "parley.assistant.currency") String currency) {
        return new Assistant(catalogue, CurrencyUnit.of(currency));
    }

    @Override
    public List<Offer> find(Wish wish, boolean cheapestFirst, String asker) {
        String words = Stream.of(wish.color(), wish.brand(), wish.product())
                .filter(word -> word != null && !word.isEmpty())
                .collect(Collectors.joining(" "));
        CurrencyUnit currency = wish.price().currency();
        try {
            return Upstream.call(
                            "catalog-service",
                            () -> catalog.search(
                                    asker,
                                    words,
                                    wish.marketplace(),
                                    plain(wish.price().min()),
                                    plain(wish.price().max()),
                                    currency == null ? null : currency.getCode(),
                                    wish.inStock() ? true : null,
                                    cheapestFirst ? "price" : null,
                                    HITS))
                    .items()
                    .stream()
                    .map(HttpCatalogue::offer)
                    .toList();
        } catch (UpstreamUnavailable e) {
            throw new Away(e);
        } catch (UpstreamRefused e) {
            // A search it does not take is a mistake of ours; the person still gets a true answer.
            LOG.errorf(e, "The catalogue refused a search: status=%d type=%s", e.status(), e.type());
            throw new Away(e);
        }
    }

    private static Offer offer(FoundProducts.Product product) {
        return new Offer(
                product.id(),
                product.name(),
                product.brand() == null ? "" : product.brand(),
                product.marketplace(),
                product.variants().stream().map(HttpCatalogue::variant).toList());
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
