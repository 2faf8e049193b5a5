package dev.parley.catalog.category.application;

/** Notified in this process when a category was stored; must be fast and must not throw. */
public interface CategoryListener {

    void categoriesChanged();
}
