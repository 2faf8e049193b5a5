package dev.parley.chat.assistant.domain;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * Answers messages by plain rules. It says only what it has read or looked up: it tells when nothing was found, and
 * when it could not look.
 */
public final class Assistant {

    private static final String WHAT_I_DO =
            "Tell me what you are looking for, for example \"a black laptop under 900 dollars\", and I will search the catalogue.";

    private final Catalogue catalogue;
    private final CurrencyUnit currency;

    /** @param currency what "under 900" means when no currency is named */
    public Assistant(Catalogue catalogue, CurrencyUnit currency) {
        this.catalogue = catalogue;
        this.currency = currency;
    }

    /**
     * Reads the message and answers it; asks the catalogue where it is about products.
     *
     * @param asker whose message it is, {@code user:<id>} or {@code guest:<id>}
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
                reading.wish().product().isEmpty()
                        ? say(reading, WHAT_I_DO)
                        : say(
                                reading,
                                "I am not sure what you mean. " + WHAT_I_DO,
                                new Action.Ask("Search for " + reading.wish().product()));
        };
    }

    private Answer search(String message, Reading reading, boolean cheapestFirst, String asker) {
        Wish said = reading.wish();
        Wish wish = new Wish(
                said.product(),
                said.color(),
                said.unwantedColors(),
                said.brand(),
                said.marketplace(),
                said.size(),
                said.price().in(currency),
                said.inStock());
        try {
            List<Suggestion> found = find(wish, cheapestFirst, asker);
            if (found.isEmpty()) {
                return nearest(reading, wish, cheapestFirst, asker);
            }
            return suggest(reading, found, cheapestFirst ? compared(found) : found(wish, found));
        } catch (Catalogue.Away away) {
            return say(
                    reading,
                    "I understood that you are looking for a " + wish.inWords()
                            + ", but I cannot reach the catalogue at the moment. Please try again in a little while.",
                    new Action.TryAgain(message));
        }
    }

    private List<Suggestion> find(Wish wish, boolean cheapestFirst, String asker) {
        return Matches.of(wish, catalogue.find(wish, cheapestFirst, asker), cheapestFirst);
    }

    private Answer nearest(Reading reading, Wish wish, boolean cheapestFirst, String asker) {
        List<String> tried = new ArrayList<>();
        for (Relaxation relaxation : Relaxation.of(wish)) {
            // with the limit gone, the price nearest to it is the one to show
            boolean byPrice = cheapestFirst || !relaxation.wish().price().equals(wish.price());
            List<Suggestion> found;
            try {
                found = find(relaxation.wish(), byPrice, asker);
            } catch (Catalogue.Away away) {
                break; // what was asked for was looked for; only the rest could not be tried
            }
            tried.add(relaxation.given());
            if (!found.isEmpty()) {
                return suggest(
                        reading,
                        found,
                        "I found no " + wish.inWords() + ". Giving up " + relaxation.given() + ", there "
                                + (found.size() == 1 ? "is this one:" : "are these " + found.size() + ":"));
            }
        }
        String also = tried.isEmpty()
                ? ""
                : " I also tried without " + String.join(", without ", tried) + ": nothing either.";
        return say(reading, "I found no " + wish.inWords() + "." + also);
    }

    private static String found(Wish wish, List<Suggestion> found) {
        return found.size() == 1
                ? "I found one " + wish.inWords() + ":"
                : "Here are " + found.size() + " for \"" + wish.inWords() + "\":";
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
