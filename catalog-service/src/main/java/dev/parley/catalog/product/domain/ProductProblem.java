package dev.parley.catalog.product.domain;

import dev.parley.catalog.Sku;
import dev.parley.platform.problem.Problem;

/** The problems of products. */
public abstract sealed class ProductProblem extends Problem {

    private ProductProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, detail);
    }

    /** The product does not exist or is not visible to the caller. */
    public static final class NotFound extends ProductProblem {
        public NotFound(String which) {
            super(404, "product-not-found", "Product not found", "The product " + which + " does not exist.");
        }
    }

    /** The SKU belongs to another product. */
    public static final class SkuTaken extends ProductProblem {
        public SkuTaken(Sku sku) {
            super(409, "sku-taken", "SKU taken", "The SKU " + sku + " belongs to another product.");
        }
    }

    /** It would exceed {@link ProductLimits}, and so the size of an event. */
    public static final class TooLarge extends ProductProblem {
        public TooLarge(String externalId, String what) {
            super(
                    422,
                    "product-too-large",
                    "Product too large",
                    "The product " + externalId + " has more than " + what + ".");
        }
    }

    /** The variants would have several currencies. */
    public static final class MixedCurrencies extends ProductProblem {
        public MixedCurrencies(String externalId) {
            super(
                    422,
                    "mixed-currencies",
                    "Mixed currencies",
                    "The variants of " + externalId + " must have the same currency.");
        }
    }
}
