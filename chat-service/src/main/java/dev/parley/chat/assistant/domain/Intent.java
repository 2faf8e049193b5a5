package dev.parley.chat.assistant.domain;

/** The intent of a message. */
public enum Intent {
    PRODUCT_SEARCH,
    PRICE_COMPARISON,
    SUPPORT,
    GREETING,
    GENERAL_INQUIRY
}
