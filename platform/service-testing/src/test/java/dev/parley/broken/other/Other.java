package dev.parley.broken.other;

import dev.parley.broken.thing.domain.Thing;

/** One half of a cycle. */
public record Other(Thing thing) {}
