package dev.parley.broken.thing.domain;

import org.bson.Document;

public class Thing {
    public Document asStored() throws InterruptedException {
        Thread.sleep(1);
        return new Document();
    }
}
