package dev.parley.chat.assistant.domain;

/** What a message is about. */
public enum Intent {
    PRODUCT_SEARCH,
    PRICE_COMPARISON,
    SUPPORT,
    GREETING,
    GENERAL_INQUIRY
}
