package dev.parley.broken.other;

import dev.parley.broken.thing.domain.Thing;
import dev.parley.broken.thing.mongo.MongoThings;

/** One half of a cycle; a flat package that knows the adapter of another capability. */
public record Other(Thing thing, MongoThings things) {}
