package dev.parley.broken.thing.domain;

import dev.parley.broken.other.Other;
import dev.parley.broken.thing.mongo.MongoThings;
import org.bson.Document;

public class Thing {

    /** The other half of a cycle. */
    public Other other() {
        return new Other(this, new MongoThings());
    }

    public Document asStored() throws InterruptedException {
        Thread.sleep(1);
        return new Document();
    }
}
