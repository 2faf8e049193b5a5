package dev.parley.order;

import dev.parley.platform.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("dev.parley.order");
    }
}
