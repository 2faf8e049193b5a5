/** Raw HTTP for tests: the requests that every HTTP server of Parley is tried with, and what must come back. */
@NullMarked
package dev.parley.platform.edge.testing;

import org.jspecify.annotations.NullMarked;
