package dev.parley.sound.other;

import dev.parley.sound.thing.domain.Thing;

/** Knows things, which do not know it. */
public record Other(Thing thing) {}
