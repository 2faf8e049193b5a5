package dev.parley.chat.assistant.domain;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * Answers messages by rules. It states only facts from the message or from the catalog, and says when nothing was found
 * or the catalog was unavailable.
 */
public final class Assistant {

    private static final String WHAT_I_DO =
            "Tell me what you are looking for, for example \"a black laptop under 900 dollars\", and I will search the catalog.";

    private final Catalog catalog;
    private final CurrencyUnit currency;

    /** @param currency the default currency of amounts such as "under 900" */
    public Assistant(Catalog catalog, CurrencyUnit currency) {
        this.catalog = catalog;
        this.currency = currency;
    }

    /**
     * Interprets and answers a message; searches the catalog for product requests.
     *
     * @param asker the sender of the message, {@code user:<id>} or {@code guest:<id>}
     */
    public Answer answer(String message, String asker) {
        Reading reading = MessageReader.read(message);
        return switch (reading.intent()) {
            case PRODUCT_SEARCH -> search(message, reading, false, asker);
            case PRICE_COMPARISON -> search(message, reading, true, asker);
            case GREETING -> say(reading, "Hello! " + WHAT_I_DO);
            case SUPPORT ->
                say(
                        reading,
                        "I cannot see or change orders, payments or accounts from this chat. Your orders, with their state and the way to cancel them, are in your order list.",
                        new Action.ShowOrders());
            case GENERAL_INQUIRY ->
                reading.criteria().product().isEmpty()
                        ? say(reading, WHAT_I_DO)
                        : say(
                                reading,
                                "I am not sure what you mean. " + WHAT_I_DO,
                                new Action.Ask(
                                        "Search for " + reading.criteria().product()));
        };
    }

    private Answer search(String message, Reading reading, boolean cheapestFirst, String asker) {
        Criteria said = reading.criteria();
        Criteria criteria = new Criteria(
                said.product(),
                said.color(),
                said.unwantedColors(),
                said.brand(),
                said.marketplace(),
                said.size(),
                said.price().in(currency),
                said.inStock());
        try {
            List<Suggestion> found = find(criteria, cheapestFirst, asker);
            if (found.isEmpty()) {
                return nearest(reading, criteria, cheapestFirst, asker);
            }
            return suggest(reading, found, cheapestFirst ? compared(found) : found(criteria, found));
        } catch (Catalog.Unavailable unavailable) {
            return say(
                    reading,
                    "I understood that you are looking for a " + criteria.inWords()
                            + ", but the catalog is unavailable at the moment. Please try again in a little while.",
                    new Action.TryAgain(message));
        }
    }

    private List<Suggestion> find(Criteria criteria, boolean cheapestFirst, String asker) {
        return Matches.of(criteria, catalog.find(criteria, cheapestFirst, asker), cheapestFirst);
    }

    private Answer nearest(Reading reading, Criteria criteria, boolean cheapestFirst, String asker) {
        List<String> tried = new ArrayList<>();
        for (Relaxation relaxation : Relaxation.of(criteria)) {
            // without the limit, the nearest price comes first
            boolean byPrice = cheapestFirst || !relaxation.criteria().price().equals(criteria.price());
            List<Suggestion> found;
            try {
                found = find(relaxation.criteria(), byPrice, asker);
            } catch (Catalog.Unavailable unavailable) {
                break; // the full search succeeded; only the remaining relaxations could not be tried
            }
            tried.add(relaxation.dropped());
            if (!found.isEmpty()) {
                return suggest(
                        reading,
                        found,
                        "I found no " + criteria.inWords() + ". Giving up " + relaxation.dropped() + ", there "
                                + (found.size() == 1 ? "is this one:" : "are these " + found.size() + ":"));
            }
        }
        String also = tried.isEmpty()
                ? ""
                : " I also tried without " + String.join(", without ", tried) + ": nothing either.";
        return say(reading, "I found no " + criteria.inWords() + "." + also);
    }

    private static String found(Criteria criteria, List<Suggestion> found) {
        return found.size() == 1
                ? "I found one " + criteria.inWords() + ":"
                : "Here are " + found.size() + " for \"" + criteria.inWords() + "\":";
    }

    private static String compared(List<Suggestion> found) {
        Suggestion cheapest = found.getFirst();
        String first = cheapest.name() + " at " + Matches.inWords(cheapest.price());
        if (found.size() == 1) {
            return "There is only one to compare: " + first + ".";
        }
        boolean oneCurrency = found.stream()
                        .map(it -> it.price().getCurrencyUnit())
                        .distinct()
                        .count()
                == 1;
        return oneCurrency
                ? "The cheapest of these " + found.size() + " is " + first + "."
                : "These have prices in different currencies, which I do not convert:";
    }

    private static Answer suggest(Reading reading, List<Suggestion> suggestions, String text) {
        List<Action> actions = suggestions.stream()
                .filter(Suggestion::inStock)
                .<Action>map(suggestion -> new Action.AddToCart(suggestion.sku(), 1))
                .toList();
        return new Answer(text, reading.intent(), reading.entities(), suggestions, actions);
    }

    private static Answer say(Reading reading, String text, Action... actions) {
        return new Answer(text, reading.intent(), reading.entities(), List.of(), List.of(actions));
    }
}
