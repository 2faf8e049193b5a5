package dev.parley.chat.assistant.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        show me a black laptop under 900 dollars        | laptop           | color=black category=laptop max_price=900 currency=USD
        I'm looking for a laptop between 100 and 200 euros | laptop        | category=laptop min_price=100 max_price=200 currency=EUR
        a $50 mouse, please                             | mouse            | category=mouse max_price=50 currency=USD
        Do you have running shoes in size 42?           | running shoes    | size=42 category=shoe
        red dress size M in stock                       | dress            | in_stock=true size=m color=red category=dress
        laptops                                         | laptops          | category=laptop
        any gaming laptop with 16 GB for less than $1,299.99? | gaming laptop | size=16 gb category=laptop max_price=1299.99 currency=USD
        14-inch laptop below 1k usd                     | laptop           | size=14 inch category=laptop max_price=1000 currency=USD
        phones over £200                                | phones           | category=phone min_price=200 currency=GBP
        a smartphone for at most 2000 cedis on jumia    | smartphone       | marketplace=jumia category=phone max_price=2000 currency=GHS
        headphones, but not white, up to €80            | headphones       | unwanted_color=white category=headphones max_price=80 currency=EUR
        I need a gray office chair, budget of 300       | office chair     | color=grey category=chair max_price=300
        laptop stand                                    | laptop stand     | category=stand
        a laptop under 15 inches                        | laptop           | size=15 inch category=laptop
        find me a phone by Zanvere                      | phone            | brand=zanvere category=phone
        show me something around 500 naira              | ~~               | min_price=400 max_price=600 currency=NGN
        mugs from $10 to $20                            | mugs             | category=mug min_price=10 max_price=20 currency=USD
        a camera for no more than 400 bucks             | camera           | category=camera max_price=400 currency=USD
        a watch, not less than 100 euros                | watch            | category=watch min_price=100 currency=EUR
        a watch for 100 euros or more                   | watch            | category=watch min_price=100 currency=EUR
        do you sell books?                              | books            | category=book
        sky blue laptop that is available now           | laptop           | in_stock=true color=blue category=laptop
        a lamp over 200 and under 100 dollars           | lamp             | category=lamp
        SHOW ME A BLACK LAPTOP UNDER 900 DOLLARS        | laptop           | color=black category=laptop max_price=900 currency=USD
        """)
    void recognizesSearchCriteria(String message, String product, String entities) {
        Reading reading = MessageReader.read(message);

        assertEquals(Intent.PRODUCT_SEARCH, reading.intent());
        assertEquals(product, reading.criteria().product());
        assertEquals(entities, inWords(reading));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Hello!                                          | GREETING
        good morning, how are you?                      | GREETING
        hi there                                        | GREETING
        hi, show me laptops                             | PRODUCT_SEARCH
        How much is the Korvane Onyx 14?                | PRODUCT_SEARCH
        which laptop is the cheapest?                   | PRICE_COMPARISON
        compare Korvane Onyx and Pellowick Study        | PRICE_COMPARISON
        laptop vs tablet                                | PRICE_COMPARISON
        Where is my order?                              | SUPPORT
        I want a refund for the laptop                  | SUPPORT
        my parcel has not arrived                       | SUPPORT
        cancel my order                                 | SUPPORT
        what is your name                               | GENERAL_INQUIRY
        the weather was lovely yesterday                | GENERAL_INQUIRY
        thanks!                                         | GENERAL_INQUIRY
        42                                              | GENERAL_INQUIRY
        ???                                             | GENERAL_INQUIRY
        """)
    void recognizesTheIntent(String message, Intent intent) {
        assertEquals(intent, MessageReader.read(message).intent());
    }

    @Test
    void acceptsAnyText() {
        for (String odd : new String[] {
            "",
            " ",
            "$",
            "under",
            "$$$ 1,2,3,4 $",
            "between and",
            "🛒🛒",
            "a".repeat(2000),
            "1 ".repeat(1000),
            "$1-".repeat(600),
            "(((("
        }) {
            assertTrue(MessageReader.read(odd).criteria().product().length() <= 120);
        }
    }

    private static String inWords(Reading reading) {
        return reading.entities().stream()
                .map(it -> it.type() + "=" + it.value())
                .collect(Collectors.joining(" "));
    }
}
