package dev.parley.chat.assistant.domain;

import org.joda.money.Money;

/**
 * A product put forward, with price and stock as they were when the reply was made.
 *
 * @param reason why, in facts about this very variant: {@code black, 849.00 USD, under your 900}
 */
public record Suggestion(String productId, String sku, String name, Money price, boolean inStock, String reason) {}
