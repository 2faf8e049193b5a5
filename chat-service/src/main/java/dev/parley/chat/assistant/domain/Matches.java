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
 * Holds what the catalogue offers against a wish. The catalogue finds; whether it is what was asked for is judged here,
 * so that a reason is always true.
 */
final class Matches {

    private static final int MOST = 5;

    private Matches() {}

    /** The offers that fulfil the wish: what is in stock and sold here first, else in the order given; at most five. */
    static List<Suggestion> of(Wish wish, List<Offer> offers, boolean cheapestFirst) {
        Comparator<Match> order = cheapestFirst
                ? Comparator.comparing(match -> match.variant().price().getAmount())
                : Comparator.comparing((Match match) -> !match.variant().inStock())
                        .thenComparing(match -> !match.offer().marketplace().equals(Offer.OWN));
        return offers.stream()
                .flatMap(offer -> best(wish, offer).stream())
                .sorted(order)
                .limit(MOST)
                .map(match -> match.suggestion(wish))
                .toList();
    }

    private static Optional<Match> best(Wish wish, Offer offer) {
        if (wish.brand() != null && !mentions(offer.brand() + " " + offer.name(), wish.brand())
                || wish.marketplace() != null && !offer.marketplace().equals(wish.marketplace())) {
            return Optional.empty();
        }
        return offer.variants().stream()
                .filter(variant -> fulfils(wish, offer, variant))
                .min(Comparator.comparing((Offer.Variant variant) -> !variant.inStock())
                        .thenComparing(variant -> variant.price().getAmount()))
                .map(variant -> new Match(offer, variant));
    }

    private static boolean fulfils(Wish wish, Offer offer, Offer.Variant variant) {
        String color = color(offer, variant);
        return wish.price().holds(variant.price())
                && (!wish.inStock() || variant.inStock())
                && (wish.color() == null || mentions(color, wish.color()))
                && wish.unwantedColors().stream().noneMatch(unwanted -> mentions(color, unwanted))
                && (wish.size() == null || hasSize(wish.size(), offer, variant));
    }

    /** What is known of its colour: the attribute, else the name may say it. */
    private static String color(Offer offer, Offer.Variant variant) {
        return variant.attributes().getOrDefault("color", offer.name()).replaceAll("(?i)gray", "grey");
    }

    private static boolean hasSize(String size, Offer offer, Offer.Variant variant) {
        if (size.endsWith(" inch")) {
            // "14 inch" is written "14 in", "14-inch", "14"" or is a part of the name: "Onyx 14"
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

        Suggestion suggestion(Wish wish) {
            return new Suggestion(
                    offer.productId(), variant.sku(), offer.name(), variant.price(), variant.inStock(), reason(wish));
        }

        private String reason(Wish wish) {
            List<String> facts = new ArrayList<>();
            String color = variant.attributes().get("color");
            if (color != null) {
                facts.add(color.toLowerCase(Locale.ROOT));
            } else if (wish.color() != null) {
                facts.add(wish.color());
            }
            if (wish.size() != null) {
                facts.add(
                        wish.size().endsWith(" inch")
                                ? wish.size()
                                : "size " + wish.size().toUpperCase(Locale.ROOT));
            }
            facts.add(inWords(variant.price()));
            priceFact(wish.price(), variant.price().getAmount()).ifPresent(facts::add);
            if (wish.inStock()) {
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
                return Optional.of("within your " + Wish.plain(range.min()) + " to " + Wish.plain(range.max()));
            }
            if (range.max() != null) {
                return Optional.of(
                        (price.compareTo(range.max()) < 0 ? "under your " : "just your ") + Wish.plain(range.max()));
            }
            return Optional.ofNullable(range.min())
                    .map(min -> (price.compareTo(min) > 0 ? "over your " : "just your ") + Wish.plain(min));
        }
    }

    static String inWords(Money price) {
        return price.getAmount().toPlainString() + " " + price.getCurrencyUnit().getCode();
    }
}
