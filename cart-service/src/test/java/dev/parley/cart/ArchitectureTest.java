package dev.parley.cart;

import dev.parley.platform.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("dev.parley.cart");
    }
}
