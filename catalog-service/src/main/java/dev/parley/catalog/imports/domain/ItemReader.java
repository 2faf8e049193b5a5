package dev.parley.catalog.imports.domain;

import dev.parley.catalog.product.domain.ProductLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * Reads rows into variants. Id, title and price are required: a wrong one rejects the row. Any other wrong cell is left
 * out or cut with a notice, in favor of truth: what cannot be read as in stock is out of stock.
 */
public final class ItemReader {

    private static final int MOST = 1_000_000_000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{1,15})?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** A comma that separates URLs; others are part of one. */
    private static final Pattern BETWEEN_URLS = Pattern.compile(",\\s*(?=[Hh][Tt][Tt][Pp][Ss]?:)");

    private final FeedRules rules;
    private final Prices prices;
    private final Instant now;

    /** @param now decides which sale prices apply */
    public ItemReader(FeedRules rules, Instant now) {
        this.rules = rules;
        this.prices = new Prices(rules.decimal(), rules.currency());
        this.now = now;
    }

    /**
     * A row that was read.
     *
     * @param dropped the columns with content that are not shown to buyers
     */
    public record Result(FeedItem item, List<Notice> notices, Set<String> dropped) {}

    /** @throws BadRow when a required cell is wrong */
    public Result read(FeedRow row) throws BadRow {
        return new Reading(row).result();
    }

    /** The state of reading one row. */
    private final class Reading {

        private final FeedRow row;
        private final List<Notice> notices = new ArrayList<>();
        private final Set<String> dropped = new LinkedHashSet<>();

        Reading(FeedRow row) {
            this.row = row;
        }

        Result result() throws BadRow {
            String id = id();
            String group = row.first(Columns.ITEM_GROUP_ID);
            if (group.length() > ProductLimits.ID) {
                // Left out, the variant would become a product by itself.
                throw tooLong(Columns.ITEM_GROUP_ID, ProductLimits.ID);
            }
            if (!group.isEmpty()) {
                requireId(Columns.ITEM_GROUP_ID, group);
            }
            FeedItem item = new FeedItem(
                    id,
                    group.isEmpty() ? id : group,
                    required(Columns.TITLE, ProductLimits.NAME),
                    cut(Columns.DESCRIPTION, row.first(Columns.DESCRIPTION), ProductLimits.DESCRIPTION),
                    cut(Columns.BRAND, row.first(Columns.BRAND), ProductLimits.BRAND),
                    category(),
                    urls(Columns.LINK, row.all(Columns.LINK)).stream()
                            .findFirst()
                            .orElse(""),
                    images(),
                    price(),
                    quantity(),
                    attributes(),
                    ProductDetails.read(
                            row.all(Columns.PRODUCT_DETAIL), reason -> notice(Columns.PRODUCT_DETAIL, reason)),
                    !group.isEmpty());
            return new Result(item, List.copyOf(notices), dropped);
        }

        private void notice(String column, String reason) {
            notices.add(new Notice(column, reason));
        }

        private String id() throws BadRow {
            String id = required(Columns.ID, ProductLimits.ID);
            requireId(Columns.ID, id);
            return id;
        }

        private static void requireId(String column, String id) throws BadRow {
            if (!ProductLimits.isId(id)) {
                throw new BadRow(column, column + " must not contain control characters, and not be . or ..");
            }
        }

        private String required(String column, int most) throws BadRow {
            String value = row.first(column);
            if (row.unreadable().contains(column)) {
                throw new BadRow(column, column + " must be a text");
            }
            if (value.isEmpty()) {
                throw new BadRow(column, column + " is missing");
            }
            if (value.length() > most) {
                throw tooLong(column, most);
            }
            return value;
        }

        private static BadRow tooLong(String column, int most) {
            return new BadRow(column, column + " has more than " + most + " characters");
        }

        /** The beginning of a text that is too long. */
        private String cut(String column, String value, int most) {
            if (value.length() <= most) {
                return value;
            }
            notice(column, column + " has more than " + most + " characters and was cut");
            int end = Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most;
            return value.substring(0, end).strip();
        }

        private String category() {
            // Google's category may be a number of its own taxonomy, which is not known here.
            String google = row.first(Columns.GOOGLE_PRODUCT_CATEGORY);
            boolean known = row.first(Columns.PRODUCT_TYPE).isEmpty()
                    && !DIGITS.matcher(google).matches();
            String column = known ? Columns.GOOGLE_PRODUCT_CATEGORY : Columns.PRODUCT_TYPE;
            String path = row.first(column);
            if (path.length() > ProductLimits.CATEGORY) {
                notice(column, column + " has more than " + ProductLimits.CATEGORY + " characters and was left out");
                return "";
            }
            return path;
        }

        private List<String> images() {
            List<String> texts = new ArrayList<>();
            for (String several : row.all(Columns.ADDITIONAL_IMAGE_LINK)) {
                texts.addAll(
                        row.isList(Columns.ADDITIONAL_IMAGE_LINK)
                                ? List.of(several)
                                : List.of(BETWEEN_URLS.split(several)));
            }
            List<String> images = new ArrayList<>(urls(Columns.IMAGE_LINK, row.all(Columns.IMAGE_LINK)));
            images.addAll(urls(Columns.ADDITIONAL_IMAGE_LINK, texts));
            if (images.size() > ProductLimits.IMAGES) {
                notice(
                        Columns.ADDITIONAL_IMAGE_LINK,
                        "there are more than " + ProductLimits.IMAGES + " images; the last were left out");
                return List.copyOf(images.subList(0, ProductLimits.IMAGES));
            }
            return List.copyOf(images);
        }

        private List<String> urls(String column, List<String> texts) {
            List<String> urls = new ArrayList<>();
            for (String text : texts) {
                WebUrl.read(text)
                        .filter(url -> url.length() <= ProductLimits.URL)
                        .ifPresentOrElse(
                                urls::add,
                                () -> notice(
                                        column,
                                        column + " must be an http or https URL of at most " + ProductLimits.URL
                                                + " characters without a user name; it was left out"));
            }
            return urls;
        }

        private Money price() throws BadRow {
            Money price = prices.read(Columns.PRICE, required(Columns.PRICE, ProductLimits.ID));
            String sale = row.first(Columns.SALE_PRICE);
            if (sale.isEmpty()) {
                return price;
            }
            try {
                Money reduced = prices.read(Columns.SALE_PRICE, sale);
                if (!reduced.getCurrencyUnit().equals(price.getCurrencyUnit()) || !reduced.isLessThan(price)) {
                    throw new BadRow(Columns.SALE_PRICE, "sale_price must be below price, in its currency");
                }
                String dates = row.first(Columns.SALE_PRICE_EFFECTIVE_DATE);
                return dates.isEmpty() || SaleDates.read(dates).contain(now) ? reduced : price;
            } catch (BadRow e) {
                notice(e.column(), e.reason() + "; it was left out");
                return price;
            }
        }

        private OptionalInt quantity() {
            String text = row.first(Columns.AVAILABILITY);
            OptionalInt given = given(row.first(Columns.QUANTITY));
            return switch (Availability.read(text)) {
                case UNSAID, IN_STOCK -> given;
                case OUT_OF_STOCK -> OptionalInt.of(0);
                // Not in stock, unless the row has a quantity.
                case ON_ORDER -> OptionalInt.of(given.orElse(0));
                case UNKNOWN -> {
                    notice(
                            Columns.AVAILABILITY,
                            "availability must be in_stock, out_of_stock, preorder or backorder; it counts as"
                                    + " out_of_stock");
                    yield OptionalInt.of(0);
                }
            };
        }

        private OptionalInt given(String quantity) {
            if (quantity.isEmpty()) {
                return OptionalInt.empty();
            }
            if (NUMBER.matcher(quantity).matches()) {
                BigDecimal number = new BigDecimal(quantity).stripTrailingZeros();
                if (number.signum() >= 0 && number.scale() <= 0 && number.compareTo(BigDecimal.valueOf(MOST)) <= 0) {
                    return OptionalInt.of(number.intValueExact());
                }
            }
            notice(Columns.QUANTITY, "quantity must be a whole number from 0 to " + MOST + "; it counts as 0");
            return OptionalInt.of(0);
        }

        private Map<String, String> attributes() {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String column : row.unreadable()) {
                notice(column, column + " must be a string, a number, a boolean or a list of these; it was left out");
            }
            for (Map.Entry<String, List<String>> cell : row.cells().entrySet()) {
                String column = cell.getKey();
                if (Columns.isField(column)) {
                    continue;
                }
                boolean isListed = Columns.isAttribute(column)
                        || rules.keep().contains(column)
                        || row.isAttribute(column) && !Columns.isConfidential(column);
                if (!isListed) {
                    dropped.add(column);
                } else if (column.length() > ProductLimits.ATTRIBUTE_NAME) {
                    notice(
                            column,
                            "its name has more than " + ProductLimits.ATTRIBUTE_NAME + " characters; it was left out");
                } else if (attributes.size() == ProductLimits.ATTRIBUTES) {
                    notice(column, "there are more than " + ProductLimits.ATTRIBUTES + " attributes; it was left out");
                } else {
                    String value =
                            column.equals(Columns.GTIN) ? gtin(cell.getValue()) : String.join(", ", cell.getValue());
                    if (!value.isEmpty()) {
                        attributes.put(column, cut(column, value, ProductLimits.ATTRIBUTE));
                    }
                }
            }
            return attributes;
        }

        private String gtin(List<String> values) {
            List<String> kept = new ArrayList<>();
            for (String value : values) {
                String digits = Gtin.digits(value);
                if (Gtin.isScientific(value)) {
                    notice(Columns.GTIN, "gtin was rounded by a spreadsheet and was left out");
                    continue;
                }
                if (!Gtin.isValid(digits)) {
                    notice(Columns.GTIN, "gtin must have 8, 12, 13 or 14 digits, the last of which is the check digit");
                }
                kept.add(digits);
            }
            return String.join(", ", kept);
        }
    }
}
