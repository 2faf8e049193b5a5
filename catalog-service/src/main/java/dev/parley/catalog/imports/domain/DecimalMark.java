package dev.parley.catalog.imports.domain;

/** The character between the units and the decimals of a number. */
public enum DecimalMark {
    POINT,
    COMMA
}
