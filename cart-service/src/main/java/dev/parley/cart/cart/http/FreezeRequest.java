package dev.parley.cart.cart.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** @param expectedTotal the most the buyer agreed to; absent when the buyer said nothing */
public record FreezeRequest(
        @NotBlank @Size(max = 100) String orderId,
        @NotBlank @Size(max = 100) String userId,
        @Nullable Money expectedTotal) {}
