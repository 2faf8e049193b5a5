package dev.parley.catalog.category.domain;

/** What happened to a category. */
public sealed interface CategoryEvent {

    record Changed(Category category) implements CategoryEvent {}
}
