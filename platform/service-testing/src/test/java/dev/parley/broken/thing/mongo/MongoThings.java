package dev.parley.broken.thing.mongo;

import dev.parley.broken.thing.http.ThingResource;

public class MongoThings {
    public ThingResource resource = new ThingResource();
}
