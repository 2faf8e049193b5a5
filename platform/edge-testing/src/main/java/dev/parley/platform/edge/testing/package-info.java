/**
 * Test tools without a framework: the requests that every HTTP server of Parley is tried with, and what must come back;
 * calls that run at the same time.
 */
@NullMarked
package dev.parley.platform.edge.testing;

import org.jspecify.annotations.NullMarked;
