package dev.parley.cart.cart.http;

import dev.parley.cart.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param quantity how many pieces more */
public record AddItemRequest(
        @NotBlank @Size(max = 200) String sku,
        @NotNull @Min(1) @Max(Cart.MAX_QUANTITY) Integer quantity) {}
