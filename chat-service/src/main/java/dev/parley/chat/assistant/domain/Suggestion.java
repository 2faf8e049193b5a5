package dev.parley.chat.assistant.domain;

import org.joda.money.Money;

/**
 * A suggested product, with price and stock as of the reply.
 *
 * @param reason facts about the variant that match the request: {@code black, 849.00 USD, under your 900}
 */
public record Suggestion(String productId, String sku, String name, Money price, boolean inStock, String reason) {}
