package dev.parley.sound.thing.domain;

public record Thing(String name) {}
