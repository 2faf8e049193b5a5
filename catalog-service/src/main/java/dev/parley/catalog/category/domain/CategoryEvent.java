package dev.parley.catalog.category.domain;

import java.time.Instant;

/** An event of a category. */
public sealed interface CategoryEvent {

    Instant at();

    record Created(Instant at) implements CategoryEvent {}

    record Changed(Instant at) implements CategoryEvent {}
}
