package dev.parley.catalog.product.application;

import dev.parley.catalog.product.domain.Product;
import dev.parley.catalog.product.domain.Variant;
import dev.parley.platform.WireName;
import dev.parley.platform.events.AdminAction;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.PendingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the audit records of changes of products: each changed field before and after. */
@ApplicationScoped
public class AuditProduct {

    private final AdminActions adminActions;

    public AuditProduct(AdminActions adminActions) {
        this.adminActions = adminActions;
    }

    /** @param action past tense, such as {@code product.updated} */
    public Alongside as(String action) {
        return (before, after) -> record(action, before, after);
    }

    private List<PendingEvent> record(String action, Product.@Nullable State before, Product.State after) {
        AdminAction record = adminActions.record(action, "product", after.id().value());
        Map<String, @Nullable Object> was = before == null ? Map.of() : fields(before);
        Map<String, Object> is = fields(after);
        is.forEach((field, value) -> record.changed(field, was.get(field), value));
        was.keySet().stream()
                .filter(field -> !is.containsKey(field))
                .forEach(field -> record.changed(field, was.get(field), null));
        return record.events();
    }

    private static Map<String, Object> fields(Product.State p) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("status", WireName.of(p.status()));
        fields.put("name", p.name());
        fields.put("slug", p.slug());
        fields.put("description", p.description());
        fields.put("brand", p.brand());
        fields.put("category", p.category());
        fields.put("externalUrl", p.externalUrl());
        fields.put("images", p.images());
        fields.put("specifications", p.specifications());
        fields.put("presentation", p.presentation());
        if (p.rating() != null) {
            fields.put("rating", p.rating());
        }
        if (p.deletedAt() != null) {
            fields.put("deletedAt", p.deletedAt());
        }
        fields.put("skus", p.variants().stream().map(v -> v.sku().value()).toList());
        for (Variant variant : p.variants()) {
            fields.put("price of " + variant.sku(), variant.price());
        }
        return fields;
    }
}
