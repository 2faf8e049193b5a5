package dev.parley.chat.assistant.domain;

import java.util.Locale;

/** What a message is about. */
public enum Intent {
    PRODUCT_SEARCH,
    PRICE_COMPARISON,
    SUPPORT,
    GREETING,
    GENERAL_INQUIRY;

    /** As it is written in the API, in events and in documents: {@code product_search}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The intent of that text. */
    public static Intent of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
