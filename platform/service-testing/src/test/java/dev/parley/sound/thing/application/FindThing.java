package dev.parley.sound.thing.application;

import dev.parley.sound.thing.domain.Thing;

public class FindThing {
    public Thing handle(String name) {
        return new Thing(name);
    }
}
