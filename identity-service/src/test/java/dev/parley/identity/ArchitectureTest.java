package dev.parley.identity;

import dev.parley.platform.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("dev.parley.identity");
    }
}
