/**
 * Test tools without a framework: the framing cases that every HTTP server of Parley is tested with, and concurrent
 * calls.
 */
@NullMarked
package dev.parley.platform.edge.testing;

import org.jspecify.annotations.NullMarked;
