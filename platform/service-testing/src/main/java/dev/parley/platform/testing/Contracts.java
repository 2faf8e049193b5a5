package dev.parley.platform.testing;

import java.nio.file.Path;

/** Where the contracts folder of the checkout is. */
final class Contracts {

    /** Set to {@code true} to write the contract files anew instead of comparing with them. */
    static final String WRITE = "parley.contracts.write";

    private Contracts() {}

    static Path file(String name) {
        return Path.of(System.getProperty("parley.root", ".."), "contracts").resolve(name);
    }
}
