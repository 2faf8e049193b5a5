package dev.parley.cart.cart.http;

import dev.parley.cart.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param quantity the new quantity */
@Schema(example = """
        {"quantity":2}""")
public record ChangeItemRequest(
        @NotNull @Min(1) @Max(Cart.MAX_QUANTITY) Integer quantity) {}
