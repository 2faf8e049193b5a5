package dev.parley.chat.assistant.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * Matches offers against search criteria. The catalog finds candidates; they are checked against the criteria here, so
 * that the reason given is always true.
 */
final class Matches {

    private static final int MOST = 5;

    private Matches() {}

    /** The matching offers, at most five: those in stock and sold by this shop first, else in the given order. */
    static List<Suggestion> of(Criteria criteria, List<Offer> offers, boolean cheapestFirst) {
        Comparator<Match> order = cheapestFirst
                ? Comparator.comparing(match -> match.variant().price().getAmount())
                : Comparator.comparing((Match match) -> !match.variant().inStock())
                        .thenComparing(match -> !match.offer().marketplace().equals(Offer.OWN));
        return offers.stream()
                .flatMap(offer -> best(criteria, offer).stream())
                .sorted(order)
                .limit(MOST)
                .map(match -> match.suggestion(criteria))
                .toList();
    }

    private static Optional<Match> best(Criteria criteria, Offer offer) {
        if (criteria.brand() != null && !mentions(offer.brand() + " " + offer.name(), criteria.brand())
                || criteria.marketplace() != null && !offer.marketplace().equals(criteria.marketplace())) {
            return Optional.empty();
        }
        return offer.variants().stream()
                .filter(variant -> fulfils(criteria, offer, variant))
                .min(Comparator.comparing((Offer.Variant variant) -> !variant.inStock())
                        .thenComparing(variant -> variant.price().getAmount()))
                .map(variant -> new Match(offer, variant));
    }

    private static boolean fulfils(Criteria criteria, Offer offer, Offer.Variant variant) {
        String color = color(offer, variant);
        return criteria.price().contains(variant.price())
                && (!criteria.inStock() || variant.inStock())
                && (criteria.color() == null || mentions(color, criteria.color()))
                && criteria.unwantedColors().stream().noneMatch(unwanted -> mentions(color, unwanted))
                && (criteria.size() == null || hasSize(criteria.size(), offer, variant));
    }

    /** The color of the variant: its attribute, else the name of the product. */
    private static String color(Offer offer, Offer.Variant variant) {
        return variant.attributes().getOrDefault("color", offer.name()).replaceAll("(?i)gray", "grey");
    }

    private static boolean hasSize(String size, Offer offer, Offer.Variant variant) {
        if (size.endsWith(" inch")) {
            // "14 inch" may be written "14 in", "14-inch" or "14"", or be part of the name: "Onyx 14"
            return Pattern.compile("(?<![\\d.])" + Pattern.quote(size.replace(" inch", ""))
                            + "(?:\\.\\d)?(?![\\d.]|\\s?(?i:gb|tb))")
                    .matcher(variant.attributes().getOrDefault("size", offer.name()))
                    .find();
        }
        String known = variant.attributes().get("size");
        String compact = size.replace(" ", "");
        return known != null
                ? known.replace(" ", "").equalsIgnoreCase(compact)
                : size.length() > 3
                        && offer.name()
                                .replace(" ", "")
                                .toLowerCase(Locale.ROOT)
                                .contains(compact);
    }

    private static boolean mentions(String text, String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }

    private record Match(Offer offer, Offer.Variant variant) {

        Suggestion suggestion(Criteria criteria) {
            return new Suggestion(
                    offer.productId(),
                    variant.sku(),
                    offer.name(),
                    variant.price(),
                    variant.inStock(),
                    reason(criteria));
        }

        private String reason(Criteria criteria) {
            List<String> facts = new ArrayList<>();
            String color = variant.attributes().get("color");
            if (color != null) {
                facts.add(color.toLowerCase(Locale.ROOT));
            } else if (criteria.color() != null) {
                facts.add(criteria.color());
            }
            if (criteria.size() != null) {
                facts.add(
                        criteria.size().endsWith(" inch")
                                ? criteria.size()
                                : "size " + criteria.size().toUpperCase(Locale.ROOT));
            }
            facts.add(inWords(variant.price()));
            priceFact(criteria.price(), variant.price().getAmount()).ifPresent(facts::add);
            if (criteria.inStock()) {
                facts.add("in stock");
            } else if (!variant.inStock()) {
                facts.add("out of stock at the moment");
            }
            if (!offer.marketplace().equals(Offer.OWN)) {
                facts.add("on " + offer.marketplace());
            }
            return String.join(", ", facts);
        }

        private static Optional<String> priceFact(PriceRange range, BigDecimal price) {
            if (range.min() != null && range.max() != null) {
                return Optional.of("within your " + Criteria.plain(range.min()) + " to " + Criteria.plain(range.max()));
            }
            if (range.max() != null) {
                return Optional.of((price.compareTo(range.max()) < 0 ? "under your " : "just your ")
                        + Criteria.plain(range.max()));
            }
            return Optional.ofNullable(range.min())
                    .map(min -> (price.compareTo(min) > 0 ? "over your " : "just your ") + Criteria.plain(min));
        }
    }

    static String inWords(Money price) {
        return price.getAmount().toPlainString() + " " + price.getCurrencyUnit().getCode();
    }
}
