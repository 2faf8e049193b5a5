package dev.parley.catalog.search.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Numbers with units, in one form for all spellings. */
final class Measures {

    private static final int LONGEST_NUMBER = 12;

    private record Unit(String symbol, BigDecimal factor) {}

    private static final Map<String, Unit> UNITS = units();

    private Measures() {}

    /**
     * @param form such as {@code 2000mm} for {@code 2 m}
     * @param rounded the form of a screen's size without decimals: 15.6 inches are sold as 15 inches
     */
    record Measure(String form, Optional<String> rounded) {}

    static Optional<Measure> of(String number, String word) {
        Unit unit = Parts.isNumber(number) && number.length() <= LONGEST_NUMBER ? UNITS.get(word) : null;
        if (unit == null) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(number);
        Optional<String> rounded = unit.symbol().equals("inch") && number.contains(".")
                ? Optional.of(form(value.setScale(0, RoundingMode.DOWN), unit))
                : Optional.empty();
        return Optional.of(new Measure(form(value, unit), rounded));
    }

    private static String form(BigDecimal value, Unit unit) {
        BigDecimal base = value.multiply(unit.factor());
        return (base.signum() == 0 ? "0" : base.stripTrailingZeros().toPlainString()) + unit.symbol();
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        put(units, "inch", "1", "inch", "inches", "in", "zoll");
        put(units, "ft", "1", "ft", "foot", "feet");
        put(units, "mm", "1", "mm", "millimeter", "millimeters", "millimetre", "millimetres");
        put(units, "mm", "10", "cm", "centimeter", "centimeters", "centimetre", "centimetres");
        put(units, "mm", "1000", "m", "meter", "meters", "metre", "metres", "mtr");
        put(units, "mm", "1000000", "km", "kilometer", "kilometers", "kilometre", "kilometres");
        put(units, "g", "1", "g", "gr", "gram", "grams", "gramme", "grammes");
        put(units, "g", "1000", "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms");
        put(units, "oz", "1", "oz", "ounce", "ounces");
        put(units, "lb", "1", "lb", "lbs", "pound", "pounds");
        put(units, "ml", "1", "ml", "milliliter", "milliliters", "millilitre", "millilitres");
        put(units, "ml", "10", "cl", "centiliter", "centiliters", "centilitre", "centilitres");
        put(units, "ml", "1000", "l", "ltr", "liter", "liters", "litre", "litres");
        put(units, "mb", "1", "mb", "megabyte", "megabytes");
        put(units, "mb", "1000", "gb", "gig", "gigs", "gigabyte", "gigabytes");
        put(units, "mb", "1000000", "tb", "terabyte", "terabytes");
        put(units, "w", "1", "w", "watt", "watts");
        put(units, "w", "1000", "kw", "kilowatt", "kilowatts");
        put(units, "v", "1", "v", "volt", "volts");
        put(units, "mah", "1", "mah");
        put(units, "mah", "1000", "ah");
        put(units, "mhz", "1", "mhz");
        put(units, "mhz", "1000", "ghz");
        put(units, "hz", "1", "hz", "hertz");
        put(units, "mp", "1", "mp", "megapixel", "megapixels");
        return Map.copyOf(units);
    }

    private static void put(Map<String, Unit> units, String symbol, String factor, String... spellings) {
        for (String spelling : spellings) {
            units.put(spelling, new Unit(symbol, new BigDecimal(factor)));
        }
    }
}
