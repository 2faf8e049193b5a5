package dev.parley.chat.assistant.domain;

import static dev.parley.chat.assistant.domain.PriceReader.GAP;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes intent and entities of a message by rules. First, entities with a fixed form (prices, stock, sizes,
 * colors) are extracted; the remaining words without stop words are the product.
 */
public final class MessageReader {

    private static final int LONGEST_PRODUCT = 120;

    private static final Pattern IN_STOCK = Pattern.compile(
            "\\b(?:(?:that (?:is|are) |which (?:is|are) )?(?:in|on) stock(?: now| today)?|(?:available|ready) (?:now|today|immediately)|(?:is|are) available)\\b");
    private static final Pattern SIZE = Pattern.compile(
            "(?<measure>\\b\\d{1,4}(?:\\.\\d)?)\\s?-?(?<unit>inch(?:es)?\\b|\"|gb\\b|tb\\b)|\\bsize[sd]?:?\\s+(?<size>x{0,3}[sml]\\b|\\d{1,2}(?:\\.5)?\\b|small\\b|medium\\b|large\\b)|(?<letters>\\bx{1,3}[sl]\\b)");
    private static final String COLOR = String.join("|", Lexicon.COLORS) + "|gray";
    private static final Pattern UNWANTED_COLOR =
            Pattern.compile("\\b(?:not|no|but not|anything but|except|without) (?:in )?(?<color>" + COLOR + ")\\b");
    private static final Pattern WANTED_COLOR =
            Pattern.compile("(?:\\bin )?(?:\\b(?:dark|light|sky|navy|rose|ocean|matt|matte|bright|deep) )?\\b(?<color>"
                    + COLOR + ")\\b(?: colou?r\\b)?");
    private static final Pattern MARKETPLACE =
            Pattern.compile("\\b(?:on|from|at|via) (?<name>" + String.join("|", Lexicon.MARKETPLACES) + ")\\b");
    private static final Pattern BRAND =
            Pattern.compile("\\b(?:brand|made by|by|from) (?<name>[\\p{L}][\\p{L}\\p{N}&-]{1,30})\\b");

    private static final Pattern SUPPORT = Pattern.compile(
            "\\b(?:where(?:'s| is) my|my (?:last |recent )?(?:order|package|parcel|delivery|refund|payment|account|invoice)\\b|track(?:ing)?\\b|refunds?\\b|return (?:it|this|my|an?|policy)|send (?:it|this) back|cancel\\b"
                    + "|complain(?:t)?\\b|warrant(?:y|ies)\\b|(?:arrived|is|was|came) (?:broken|damaged|defective|faulty)|not arrived|hasn't arrived|password|log ?in\\b|customer (?:service|support)|speak to|talk to (?:a|someone)|shipping (?:cost|time|policy))");
    private static final Pattern COMPARISON = Pattern.compile(
            "\\bcompar(?:e|ed|ing|ison)\\b|\\bvs\\b\\.?|\\bversus\\b|\\bcheapest\\b|\\b(?:which|what) (?:one )?(?:is|costs|are) (?:the )?(?:cheap|less|more expensive|better value)|\\bcheaper\\b|\\bprice difference\\b|\\b(?:best|lowest) price\\b|\\bbest deal\\b");
    private static final Pattern GREETING = Pattern.compile(
            "^\\W*(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|again|everyone|parley))?\\W*(?:how are you(?: today)?\\W*)?$");
    private static final Pattern REQUEST = Pattern.compile(
            "\\b(?:show|find|search|look(?:ing)? for|need|want|buy|purchase|recommend|suggest|sell|in the market for|do you (?:have|sell|stock|carry)|have you got|got any|any)\\b|\\bhow much (?:is|are|does|do)\\b|\\bprice of\\b|\\bi'd like\\b|\\bwould like\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'+.&/-]*");

    private final List<Entity> entities = new ArrayList<>();
    private String text;

    private MessageReader(String text) {
        this.text = text;
    }

    /** Interprets a message; any text is valid, at worst a {@link Intent#GENERAL_INQUIRY} without entities. */
    public static Reading read(String message) {
        return new MessageReader(message.toLowerCase(Locale.ROOT)
                        .replace('’', '\'')
                        .replaceAll("\\s+", " ")
                        .strip())
                .read();
    }

    private Reading read() {
        String whole = text;
        PriceReader.Result prices = PriceReader.read(text);
        text = prices.rest();
        boolean inStock = takeInStock();
        String size = takeSize();
        Set<String> unwanted = takeUnwantedColors();
        String color = takeColor();
        String marketplace = take(MARKETPLACE, "marketplace");
        String brand = takeBrand();
        List<String> words = words();
        String product = String.join(" ", words);
        boolean aThing = nounOf(words);
        PriceRange price = prices.range();
        notePrice(price);
        Criteria criteria = new Criteria(
                product.length() <= LONGEST_PRODUCT
                        ? product
                        : product.substring(0, LONGEST_PRODUCT).strip(),
                color,
                unwanted,
                brand,
                marketplace,
                size,
                price,
                inStock);
        boolean named = !product.isEmpty() || brand != null || color != null;
        return new Reading(intent(whole, aThing, named, !price.isAny()), entities, criteria);
    }

    private static Intent intent(String whole, boolean aThing, boolean named, boolean priced) {
        if (GREETING.matcher(whole).matches()) {
            return Intent.GREETING;
        }
        if (SUPPORT.matcher(whole).find()) {
            return Intent.SUPPORT;
        }
        if (named && COMPARISON.matcher(whole).find()) {
            return Intent.PRICE_COMPARISON;
        }
        boolean requested = REQUEST.matcher(whole).find();
        return aThing || priced && (named || requested) || named && requested
                ? Intent.PRODUCT_SEARCH
                : Intent.GENERAL_INQUIRY;
    }

    private boolean takeInStock() {
        Matcher found = IN_STOCK.matcher(text);
        boolean said = found.find();
        if (said) {
            entities.add(new Entity("in_stock", "true"));
            text = found.replaceAll(GAP);
        }
        return said;
    }

    private @Nullable String takeSize() {
        Matcher found = SIZE.matcher(text);
        if (!found.find()) {
            return null;
        }
        String measure = found.group("measure");
        String letters = found.group("letters") == null ? found.group("size") : found.group("letters");
        String size;
        if (measure != null) {
            String unit = found.group("unit");
            size = measure + (unit.equals("gb") || unit.equals("tb") ? " " + unit : " inch");
        } else {
            size = switch (letters) {
                case "small" -> "s";
                case "medium" -> "m";
                case "large" -> "l";
                default -> letters;
            };
        }
        cut(found);
        entities.add(new Entity("size", size));
        return size;
    }

    private Set<String> takeUnwantedColors() {
        Set<String> colors = new LinkedHashSet<>();
        for (Matcher found = UNWANTED_COLOR.matcher(text); found.find(); found = UNWANTED_COLOR.matcher(text)) {
            String color = oneSpelling(found.group("color"));
            if (colors.add(color)) {
                entities.add(new Entity("unwanted_color", color));
            }
            cut(found);
        }
        return colors;
    }

    private @Nullable String takeColor() {
        Matcher found = WANTED_COLOR.matcher(text);
        if (!found.find()) {
            return null;
        }
        String color = oneSpelling(found.group("color"));
        cut(found);
        entities.add(new Entity("color", color));
        return color;
    }

    private @Nullable String takeBrand() {
        Matcher found = BRAND.matcher(text);
        while (found.find()) {
            String name = found.group("name");
            if (!Lexicon.FILLERS.contains(name) && Lexicon.noun(name).isEmpty()) {
                entities.add(new Entity("brand", name));
                cut(found);
                return name;
            }
        }
        return null;
    }

    private @Nullable String take(Pattern pattern, String type) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return null;
        }
        String name = found.group("name");
        entities.add(new Entity(type, name));
        cut(found);
        return name;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String bare = bare(word.group());
            if (!Lexicon.FILLERS.contains(bare) && !bare.isEmpty()) {
                words.add(bare);
            }
        }
        return words;
    }

    /** The word without trailing punctuation and the {@code 's} before it. */
    private static String bare(String word) {
        int end = word.length();
        while (end > 0 && "'.&/+-".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String bare = word.substring(0, end);
        return bare.endsWith("'s") ? bare.substring(0, end - 2) : bare;
    }

    private boolean nounOf(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) { // "laptop stand" is a stand
            var noun = Lexicon.noun(words.get(i));
            if (noun.isPresent()) {
                entities.add(new Entity("category", noun.get()));
                return true;
            }
        }
        return false;
    }

    private void notePrice(PriceRange price) {
        if (price.min() != null) {
            entities.add(new Entity("min_price", Criteria.plain(price.min())));
        }
        if (price.max() != null) {
            entities.add(new Entity("max_price", Criteria.plain(price.max())));
        }
        if (price.currency() != null) {
            entities.add(new Entity("currency", price.currency().getCode()));
        }
    }

    private void cut(Matcher found) {
        text = text.substring(0, found.start()) + GAP + text.substring(found.end());
    }

    private static String oneSpelling(String color) {
        return color.equals("gray") ? "grey" : color;
    }
}
