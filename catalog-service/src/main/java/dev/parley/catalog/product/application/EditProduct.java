package dev.parley.catalog.product.application;

import dev.parley.catalog.ProductId;
import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.ProductFacts;
import dev.parley.catalog.product.domain.ProductProblem;
import dev.parley.catalog.product.domain.Products;
import dev.parley.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Edits the facts and the slug of a product. */
@ApplicationScoped
public class EditProduct {

    private final ChangeProduct changeProduct;
    private final Products products;

    public EditProduct(ChangeProduct changeProduct, Products products) {
        this.changeProduct = changeProduct;
        this.products = products;
    }

    /**
     * @param slug the new slug; empty when it stays
     * @param precondition see {@link ChangeProduct#handle}
     * @throws ProductProblem when the slug or a SKU is taken, or a rule refuses the change
     */
    public Product handle(
            ProductId id, UnaryOperator<ProductFacts> edit, Optional<String> slug, Consumer<Product> precondition) {
        return changeProduct.handle(
                id,
                "product.updated",
                (product, now) -> {
                    slug.ifPresent(wanted -> requireFree(wanted, id));
                    product.edit(edit.apply(product.facts()), slug.orElse(product.slug()), Ids::next, now);
                },
                precondition);
    }

    private void requireFree(String slug, ProductId id) {
        if (products.findBySlug(slug).filter(other -> !other.id().equals(id)).isPresent()) {
            throw new ProductProblem.SlugTaken(slug);
        }
    }
}
