package dev.parley.broken.thing.application;

import dev.parley.broken.thing.mongo.MongoThings;
import dev.parley.sound.thing.domain.Thing;
import jakarta.inject.Inject;

public class ChangeThing {
    @Inject
    MongoThings things;

    public Thing another = new Thing("x");
}
