package dev.parley.cart.cart.http;

import dev.parley.cart.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** @param quantity how many pieces there shall be */
public record ChangeItemRequest(
        @NotNull @Min(1) @Max(Cart.MAX_QUANTITY) Integer quantity) {}
