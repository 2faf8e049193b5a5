/** Links from guests to the users they became: a plain record written once, so no layers. */
@NullMarked
package dev.parley.identity.guest;

import org.jspecify.annotations.NullMarked;
