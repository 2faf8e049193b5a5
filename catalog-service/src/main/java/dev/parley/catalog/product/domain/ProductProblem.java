package dev.parley.catalog.product.domain;

import dev.parley.catalog.ProductId;
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

    /** The marketplace has a product with this id. */
    public static final class IdTaken extends ProductProblem {
        public IdTaken(String externalId) {
            super(409, "product-id-taken", "Product id taken", "There is a product with the id " + externalId + ".");
        }
    }

    /** The slug belongs to another product, or redirects to it. */
    public static final class SlugTaken extends ProductProblem {
        public SlugTaken(String slug) {
            super(409, "slug-taken", "Slug taken", "The slug " + slug + " belongs to another product.");
        }
    }

    /** An active product has a variant, and so a price. */
    public static final class Incomplete extends ProductProblem {
        public Incomplete(ProductId id) {
            super(
                    422,
                    "product-incomplete",
                    "Product incomplete",
                    "The product " + id + " needs a variant with a price to be active.");
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
