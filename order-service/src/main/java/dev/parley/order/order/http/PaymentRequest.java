package dev.parley.order.order.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * @param method the provider: {@code test}
 * @param token stands for the card or account; with {@code test} one of {@code tok_ok}, {@code tok_slow} and
 *     {@code tok_declined}
 */
public record PaymentRequest(
        @NotBlank @Size(max = 40) String method,
        @NotBlank @Size(max = 200) String token) {}
