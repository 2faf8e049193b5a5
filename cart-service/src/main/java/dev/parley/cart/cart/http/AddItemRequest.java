package dev.parley.cart.cart.http;

import dev.parley.cart.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param quantity the number of units to add */
@Schema(example = """
        {"sku":"PHONE-1","quantity":1}""")
public record AddItemRequest(
        @NotBlank @Size(max = 200) String sku,
        @NotNull @Min(1) @Max(Cart.MAX_QUANTITY) Integer quantity) {}
