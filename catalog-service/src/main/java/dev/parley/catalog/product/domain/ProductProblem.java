package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import dev.parley.platform.problem.Problem;

/** Why a request about a product is refused. */
public abstract sealed class ProductProblem extends Problem {

    private ProductProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** There is none, or it is not shown to this caller. */
    public static final class NotFound extends ProductProblem {
        public NotFound(String which) {
            super(404, "product-not-found", "No such product", "There is no product " + which + ".");
        }
    }

    /** The SKU is a variant of another product already. */
    public static final class SkuTaken extends ProductProblem {
        public SkuTaken(Sku sku) {
            super(409, "sku-taken", "SKU taken", "The SKU " + sku + " is a variant of another product.");
        }
    }

    /** It would have more variants, or more text in them, than an event can carry. */
    public static final class TooLarge extends ProductProblem {
        public TooLarge(String externalId, String what) {
            super(
                    422,
                    "product-too-large",
                    "Product too large",
                    "The product " + externalId + " has more than " + what + ".");
        }
    }

    /** Some variants would have another currency than the rest. */
    public static final class MixedCurrencies extends ProductProblem {
        public MixedCurrencies(String externalId) {
            super(
                    422,
                    "mixed-currencies",
                    "Mixed currencies",
                    "The variants of " + externalId + " must have one currency.");
        }
    }
}
