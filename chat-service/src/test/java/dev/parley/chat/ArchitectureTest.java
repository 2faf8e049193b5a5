package dev.parley.chat;

import dev.parley.platform.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("dev.parley.chat");
    }
}
