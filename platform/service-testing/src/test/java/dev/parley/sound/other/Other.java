package dev.parley.sound.other;

import dev.parley.sound.thing.domain.Thing;

/** Depends on things, which do not depend on it. */
public record Other(Thing thing) {}
