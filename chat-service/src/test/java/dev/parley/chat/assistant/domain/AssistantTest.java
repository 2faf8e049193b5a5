package dev.parley.chat.assistant.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.chat.assistant.domain.Offer.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AssistantTest {

    private final Shelf shelf = new Shelf();
    private static final String ANN = "user:ann";

    private final Assistant assistant = new Assistant(shelf, CurrencyUnit.USD);

    @Test
    void suggestsMatchingProductsWithReasons() {
        shelf.holds(laptop("Aster 13 laptop", "LAP-13", "Black", "USD 849.00", true));

        Answer answer = answer("show me a black laptop under 900 dollars");

        assertEquals(Intent.PRODUCT_SEARCH, answer.intent());
        Suggestion suggestion = answer.suggestions().getFirst();
        assertEquals("black, 849.00 USD, under your 900", suggestion.reason());
        assertEquals("LAP-13", suggestion.sku());
        assertTrue(suggestion.inStock());
        assertEquals(List.of(new Action.AddToCart("LAP-13", 1)), answer.actions());
    }

    @Test
    void suggestsOnlyMatchingProducts() {
        shelf.holds(
                laptop("Silver one", "SILVER", "Silver", "USD 500.00", true),
                laptop("Dear one", "DEAR", "Black", "USD 901.00", true),
                laptop("Euro one", "EURO", "Black", "EUR 500.00", true),
                laptop("Right one", "RIGHT", "Matt Black", "USD 900.00", true));

        Answer answer = answer("black laptop under 900 dollars");

        assertEquals(List.of("RIGHT"), skus(answer));
        assertEquals(
                "matt black, 900.00 USD, just your 900",
                answer.suggestions().getFirst().reason());
    }

    @Test
    void choosesTheMatchingVariant() {
        shelf.holds(new Offer(
                "p1",
                "Plain dress",
                "Akwadoro",
                "own",
                List.of(
                        new Variant("RED-S", Map.of("color", "Red", "size", "S"), Money.parse("USD 40.00"), true),
                        new Variant("RED-M", Map.of("color", "Red", "size", "M"), Money.parse("USD 42.00"), true),
                        new Variant("BLUE-M", Map.of("color", "Blue", "size", "M"), Money.parse("USD 39.00"), true))));

        Answer answer = answer("a red dress in size m");

        assertEquals(List.of("RED-M"), skus(answer));
        assertEquals("red, size M, 42.00 USD", answer.suggestions().getFirst().reason());
    }

    @Test
    void offersNoCartActionForOutOfStockVariants() {
        shelf.holds(laptop("Gone laptop", "GONE", "Black", "USD 700.00", false));

        Answer answer = answer("black laptop");

        assertEquals(
                "black, 700.00 USD, out of stock at the moment",
                answer.suggestions().getFirst().reason());
        assertEquals(List.of(), answer.actions());
    }

    @Test
    void ranksOwnProductsInStockFirst() {
        shelf.holds(
                laptop("Sold out laptop", "OUT", "Black", "USD 1.00", false),
                new Offer(
                        "p",
                        "Far laptop",
                        "Any",
                        "amazon",
                        List.of(new Variant("FAR", Map.of(), Money.parse("USD 2.00"), true))),
                laptop("Near laptop", "NEAR", "Black", "USD 3.00", true));

        Answer answer = answer("laptop");

        assertEquals(List.of("NEAR", "FAR", "OUT"), skus(answer));
        assertEquals("2.00 USD, on amazon", answer.suggestions().get(1).reason());
    }

    @Test
    void offersTheNearestMatchWhenNothingIsFound() {
        shelf.holds(laptop("Silver laptop", "SILVER", "Silver", "USD 500.00", true));

        Answer answer = answer("black laptop under 900 dollars");

        assertEquals("I found no black laptop under 900 USD. Giving up the color, there is this one:", answer.text());
        assertEquals(
                "silver, 500.00 USD, under your 900",
                answer.suggestions().getFirst().reason());
        assertEquals(2, shelf.asked.size());
    }

    @Test
    void showsTheCheapestFirstWithoutThePriceLimit() {
        shelf.holds(
                laptop("Dear", "DEAR", "Black", "USD 2000.00", true),
                laptop("Nearly", "NEARLY", "Black", "USD 950.00", true));

        Answer answer = answer("laptop under 900 dollars");

        assertEquals(List.of("NEARLY", "DEAR"), skus(answer));
        assertEquals("black, 950.00 USD", answer.suggestions().getFirst().reason());
    }

    @Test
    void listsTheTriedRelaxationsWhenNothingMatches() {
        Answer answer = answer("black laptop under 900 dollars");

        assertEquals(
                "I found no black laptop under 900 USD. I also tried without the color, without the price limit, "
                        + "without everything else you named: nothing either.",
                answer.text());
        assertEquals(4, shelf.asked.size());
        assertEquals(List.of(), answer.suggestions());
    }

    @Test
    void reportsAnUnavailableCatalog() {
        shelf.away = true;

        Answer answer = answer("black laptop under 900 dollars");

        assertTrue(answer.text().contains("the catalog is unavailable"), answer.text());
        assertEquals(List.of(new Action.TryAgain("black laptop under 900 dollars")), answer.actions());
    }

    @Test
    void comparesPricesOnlyWithinACurrency() {
        shelf.holds(
                laptop("Dear", "DEAR", "Black", "USD 2000.00", true),
                laptop("Cheap", "CHEAP", "Black", "USD 950.00", true));
        assertEquals(
                "The cheapest of these 2 is Cheap at 950.00 USD.",
                answer("which laptop is the cheapest?").text());

        shelf.holds(laptop("Euro", "EURO", "Black", "EUR 2.00", true));
        assertTrue(answer("which laptop is the cheapest?").text().contains("different currencies"));
    }

    @Test
    void searchesTheCatalogOnlyForProductRequests() {
        for (String message : List.of("hello", "where is my order?", "what is your name", "")) {
            assertEquals(List.of(), answer(message).suggestions());
        }
        assertEquals(List.of(), shelf.asked);
    }

    private static List<String> skus(Answer answer) {
        return answer.suggestions().stream().map(Suggestion::sku).toList();
    }

    private static Offer laptop(String name, String sku, String color, String price, boolean inStock) {
        return new Offer(
                "product-" + sku,
                name,
                "Korvane",
                "own",
                List.of(new Variant(sku, Map.of("color", color), Money.parse(price), inStock)));
    }

    private Answer answer(String message) {
        return assistant.answer(message, ANN);
    }

    /** A fake catalog that finds all offers without filtering. */
    private static final class Shelf implements Catalog {
        private final List<Offer> offers = new ArrayList<>();
        private final List<Criteria> asked = new ArrayList<>();
        private boolean away;

        void holds(Offer... more) {
            offers.addAll(List.of(more));
        }

        @Override
        public List<Offer> find(Criteria criteria, boolean cheapestFirst, String asker) {
            assertEquals(ANN, asker);
            asked.add(criteria);
            if (away) {
                throw new Unavailable(new IllegalStateException());
            }
            return offers;
        }
    }
}
