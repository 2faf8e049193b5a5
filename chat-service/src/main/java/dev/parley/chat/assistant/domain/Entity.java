package dev.parley.chat.assistant.domain;

/**
 * An entity recognized in a message.
 *
 * @param type its kind: {@code category}, {@code color}, {@code unwanted_color}, {@code brand}, {@code marketplace},
 *     {@code size}, {@code min_price}, {@code max_price}, {@code currency} or {@code in_stock}
 * @param value as text: {@code laptop}, {@code black}, {@code 900}, {@code USD}, {@code true}
 */
public record Entity(String type, String value) {}
