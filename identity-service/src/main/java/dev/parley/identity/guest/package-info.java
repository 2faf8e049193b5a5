/** Which guest turned out to be which user: a plain record kept once, so no layers. */
@NullMarked
package dev.parley.identity.guest;

import org.jspecify.annotations.NullMarked;
