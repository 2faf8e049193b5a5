package dev.parley.identity.user.domain;

import java.util.Locale;

/** An address as its owner writes it, trimmed; two that differ only in case are one account's. */
public record Email(String value) {

    public Email {
        value = value.strip();
    }

    /** What is unique among accounts. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** Without the address: this may end in a log. */
    @Override
    public String toString() {
        return "Email[…]";
    }
}
