package dev.parley.catalog.category.domain;

import java.time.Instant;

/** What happened to a category. */
public sealed interface CategoryEvent {

    Instant at();

    record Created(Instant at) implements CategoryEvent {}
}
