/**
 * Access tokens: the keys they are signed with, who signs, checks and publishes them, and the tokens services get for themselves. No rules beyond those of the
 * standards, so no layers.
 */
@NullMarked
package dev.parley.identity.token;

import org.jspecify.annotations.NullMarked;
