package dev.parley.analytics;

import dev.parley.platform.testing.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("dev.parley.analytics");
    }
}
